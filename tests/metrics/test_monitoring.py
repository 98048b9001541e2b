"""The alert rules and the dashboard, against Prometheus' own tool and against what the studio tells."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from httpx import AsyncClient

from launch.stack import ROOT

MONITORING = ROOT / "monitoring"
DASHBOARD = MONITORING / "grafana" / "auteur.json"


def promtool(*arguments: str | Path, given: str = "") -> str:
    """What it says."""
    done = subprocess.run(["promtool", *arguments], input=given, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said


def dashboard_expressions() -> list[str]:
    panels = json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]
    return [target["expr"] for panel in panels for target in panel["targets"]]


@pytest.mark.monitoring
def test_each_alert_is_raised_when_it_should_be_and_not_otherwise() -> None:
    promtool("test", "rules", MONITORING / "rules_test.yml")


@pytest.mark.monitoring
def test_every_alert_has_its_test() -> None:
    alerts = set(re.findall(r"alert: (\w+)", (MONITORING / "rules.yml").read_text(encoding="utf-8")))
    tested = re.findall(r'alertname="(\w+)"', (MONITORING / "rules_test.yml").read_text(encoding="utf-8"))
    assert alerts == set(tested)


@pytest.mark.monitoring
def test_the_configuration_is_read() -> None:
    promtool("check", "config", "--syntax-only", MONITORING / "prometheus.yml")


@pytest.mark.monitoring
def test_every_expression_of_the_dashboard_is_one(tmp_path: Path) -> None:
    rules = [{"record": f"panel:{number}", "expr": expr} for number, expr in enumerate(dashboard_expressions())]
    checked = tmp_path / "rules.json"  # JSON is YAML
    checked.write_text(json.dumps({"groups": [{"name": "dashboard", "rules": rules}]}))
    promtool("check", "rules", checked)


@pytest.mark.monitoring
async def test_the_figures_are_in_prometheus_form(api: AsyncClient) -> None:
    assert promtool("check", "metrics", given=(await api.get("/metrics")).text) == ""


async def test_alerts_and_dashboard_ask_for_what_the_studio_tells(api: AsyncClient) -> None:
    told = set(re.findall(r"^# TYPE (\w+) ", (await api.get("/metrics")).text, re.MULTILINE))
    asked = "\n".join([(MONITORING / "rules.yml").read_text(encoding="utf-8"), *dashboard_expressions()])
    names = re.findall(r"\b(?:auteur|process)_\w+", asked)
    assert len(names) > 20
    assert {name for name in names if {name, name.removesuffix("_bucket")}.isdisjoint(told)} == set()


def test_every_panel_has_a_place_of_its_own_and_a_title() -> None:
    panels = json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]
    places = [
        (panel["gridPos"]["x"] + right, panel["gridPos"]["y"] + down)
        for panel in panels
        for right in range(panel["gridPos"]["w"])
        for down in range(panel["gridPos"]["h"])
    ]
    assert len(places) == len(set(places))
    assert max(x for x, _ in places) == 23
    assert len({panel["title"] for panel in panels}) == len({panel["id"] for panel in panels}) == len(panels)
