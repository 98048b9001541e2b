"""What is written down about the environment and the images stays true."""

from __future__ import annotations

import json
import re
import tomllib
from itertools import chain
from pathlib import Path

from app.config import Settings
from launch.engine import base_images
from launch.programs import SOCKET_OPTIONS
from launch.stack import ROOT

_READERS = ("docker-compose.yml", "Makefile", "backend/launch/*.py", "frontend/src/lib/server/*.ts")


def test_every_setting_of_the_backend_is_documented() -> None:
    assert {name.upper() for name in Settings.model_fields} <= set(_documented())


def test_every_documented_variable_is_read() -> None:
    settings = {name.upper() for name in Settings.model_fields}
    read = "\n".join(_text(path) for pattern in _READERS for path in ROOT.glob(pattern))
    assert [name for name in _documented() if name not in settings and not re.search(rf"\b{name}\b", read)] == []


def test_documented_defaults_are_the_settings_own() -> None:
    defaults = {name.upper(): str(field.default) for name, field in Settings.model_fields.items()}
    for name in ("BACKEND_HOST", "AUTEUR_PIPELINES", "BACKEND_PORT", "FRONTEND_PORT", "AUTEUR_UPLOAD_LIMIT_MB"):
        assert _documented()[name] == defaults[name]


def test_compose_and_dockerfiles_name_the_same_base_images() -> None:
    images = base_images()
    assert len(images) == len({image.split(":")[0] for image in images}) == 3
    assert [line for line in _text(ROOT / ".env.example").splitlines() if line.endswith(tuple(images))] != []


def test_the_image_for_gpus_has_the_torch_that_is_tested() -> None:
    pinned = re.findall(r'"(torch==[^"]+)"', _text(ROOT / "backend" / "pyproject.toml"))
    assert _documented()["TORCH"] in pinned
    assert f"TORCH: ${{TORCH:-{pinned[0]}}}" in _text(ROOT / "docker-compose.yml")


def test_the_image_serves_sockets_as_local_processes_do() -> None:
    assert ", ".join(f'"{option}"' for option in SOCKET_OPTIONS) in _text(ROOT / "backend" / "Dockerfile")


def test_every_direct_dependency_has_its_line_in_the_readme() -> None:
    readme = _text(ROOT / "README.md")
    table = set(re.split(r"[|,\s]+", readme[readme.index("## Dependencies") :]))
    assert sorted((_python_dependencies() | _node_dependencies()) - table) == []


def test_every_direct_dependency_is_locked() -> None:
    files = [_text(ROOT / "backend" / f"requirements-{name}.txt") for name in ("dev", "models")]
    locked = re.findall(r"^([\w.-]+)==", "\n".join(files), re.MULTILINE)
    assert sorted({name.lower() for name in _python_dependencies()} - set(locked)) == ["torch"]


def _python_dependencies() -> set[str]:
    project = tomllib.loads(_text(ROOT / "backend" / "pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    return {re.split(r"[\[<>=;]", name)[0] for name in wanted}


def _node_dependencies() -> set[str]:
    package = json.loads(_text(ROOT / "frontend" / "package.json"))
    return {*package.get("dependencies", {}), *package.get("devDependencies", {})}


def _documented() -> dict[str, str]:
    return dict(re.findall(r"^#?([A-Z_]+)=(.*)$", _text(ROOT / ".env.example"), re.MULTILINE))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_the_checklist_names_tests_that_there_are() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)`", _text(ROOT / "docs" / "checklist.md"))
    assert len(named) > 60
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_the_documents_name_targets_that_there_are() -> None:
    targets = set(re.findall(r"^([\w-]+(?: [\w-]+)*):", _text(ROOT / "Makefile"), re.MULTILINE))
    known = {target for line in targets for target in line.split()} | {"docker-down"}
    pages = "\n".join(_text(page) for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    assert [name for name in re.findall(r"`make ([\w-]+)", pages) if name not in known] == []


def test_links_between_documents_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        links = re.findall(r"\]\((?!https?:)([^)#]+)", _text(page))
        assert [link for link in links if not (page.parent / link).exists()] == [], page
