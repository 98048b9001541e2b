from __future__ import annotations

import os
from pathlib import Path

import pytest

from launch import packages
from launch.packages import Need

MISSING = Need("a-needed-thing", "does what must be done", lambda: False)
OPTIONAL = Need("a-nice-thing", "does what may be done", lambda: False, required=False)
BROWSER = Need("a-browser", "drives tests", lambda: False, group="tests")


@pytest.fixture(autouse=True)
def _no_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("sys.argv", ["packages"])


def test_what_is_missing_is_named_with_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(packages, "NEEDS", (MISSING, OPTIONAL))
    assert packages.main() == 1
    said = capsys.readouterr().err
    assert "Missing a-needed-thing, needed: it does what must be done." in said
    assert "a-needed-thing a-nice-thing" in said.splitlines()[-1]


def test_the_studio_starts_without_what_is_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "NEEDS", (OPTIONAL,))
    assert packages.main() == 0


def test_a_group_is_looked_at_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "NEEDS", (BROWSER,))
    assert packages.main() == 0
    monkeypatch.setattr("sys.argv", ["packages", "tests"])
    assert packages.main() == 1


def test_installing_starts_no_service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    policy, seen = tmp_path / "policy-rc.d", tmp_path / "seen"
    apt_get = tmp_path / "apt-get"
    apt_get.write_text(f'#!/bin/sh\n"{policy}"; echo "$? $*" >> "{seen}"\n')
    apt_get.chmod(0o755)
    monkeypatch.setattr(packages, "_SERVICE_POLICY", policy)
    monkeypatch.setattr(packages, "NEEDS", (MISSING,))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert packages.main() == 1
    assert seen.read_text().splitlines()[-1] == "101 -qq install -y --no-install-recommends a-needed-thing"
    assert not policy.exists()
