from __future__ import annotations

import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sessions.cookies import LIFETIME_SECONDS, Cookies, key_of
from app.sessions.schemas import Session

KEY = b"k" * 32
MARA = Session(id="1", name="Mara")


def test_what_was_written_is_read() -> None:
    cookies = Cookies(KEY, "token")
    assert cookies.read({cookies.name: cookies.write(MARA)}) == MARA


def test_every_backend_of_a_workspace_reads_them_and_no_other_does() -> None:
    value = Cookies(KEY, "token").write(MARA)
    same, other = Cookies(KEY, "token"), Cookies(b"o" * 32, "token")
    assert same.read({same.name: value}) == MARA
    assert other.read({other.name: value}) is None
    assert other.name != same.name


def test_another_access_token_ends_every_session() -> None:
    before, after = Cookies(KEY, "token"), Cookies(KEY, "another")
    assert after.read({after.name: before.write(MARA)}) is None
    opened = Cookies(KEY, "")
    assert after.read({after.name: opened.write(MARA)}) is None


def test_a_session_that_is_not_used_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    cookies = Cookies(KEY, "token")
    written = {cookies.name: cookies.write(MARA)}
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + LIFETIME_SECONDS - 10)
    assert cookies.read(written) == MARA
    monkeypatch.setattr(time, "time", lambda: now + LIFETIME_SECONDS + 10)
    assert cookies.read(written) is None


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_no_session(value: str) -> None:
    cookies = Cookies(KEY, "token")
    assert cookies.read({cookies.name: value}) is None
    assert cookies.read({value: cookies.write(MARA)}) is None or value == cookies.name


def test_the_key_is_made_once_and_is_nobody_elses_to_read(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: key_of(tmp_path), range(40)))
    assert len(keys) == 1
    assert len(keys.pop()) == 32
    assert [path.name for path in tmp_path.iterdir()] == ["session.key"]
    assert stat.S_IMODE((tmp_path / "session.key").stat().st_mode) == 0o600
