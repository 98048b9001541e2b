from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from app.config import Settings
from app.errors import NotFound
from app.functions.library import Library, is_shipped, shipped
from app.pipelines.diffusers.shelf.families import FAMILIES
from app.pipelines.registry import load
from tests.support.films.functions import declaration, put


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


def test_shipped_templates_are_made_by_the_pipelines_that_serve_their_type(library: Library) -> None:
    assert "image_generation_v1" in [template.id for template in shipped()]
    assert library.all() == list(shipped())
    for pipeline in load(Settings(auteur_pipelines="storyboard,null")):
        for template in shipped():
            assert (pipeline.id in template.needs.pipelines) == (template.type in pipeline.serves), template.id


def test_every_type_can_be_asked_for_and_is_made_by_a_pipeline_of_ours() -> None:
    (storyboard,) = load(Settings(auteur_pipelines="storyboard"))
    of_models = frozenset().union(*(family.makes for family in FAMILIES.values()))
    declared = {template.type.value for template in shipped()}
    assert declared <= storyboard.serves | of_models
    for template in shipped():
        assert ("diffusers" in template.needs.pipelines) == (template.type in of_models), template.id


def test_a_file_of_the_library_is_a_template_as_long_as_it_is_there(library: Library, tmp_path: Path) -> None:
    path = put(tmp_path, "relight.json", declaration())
    found = library.get("relight_v1")
    assert (found.name, is_shipped(found)) == ("Relight", False)
    put(tmp_path, "relight.json", declaration(name="Relight by day"))
    assert library.get("relight_v1").name == "Relight by day"
    path.unlink()
    with pytest.raises(NotFound):
        library.get("relight_v1")


BAD: list[tuple[str, Any]] = [
    ("id", declaration("../up")),
    ("id", declaration("")),
    ("type", declaration(type="teapot")),
    ("needs", declaration(needs={"vram_gb": {}, "pipelines": []})),
    ("needs", declaration(needs={"vram_gb": {"best": 4}, "pipelines": ["comfyui"]})),
    ("inputs", declaration(inputs={"type": "object", "properties": {"a": {"type": "text"}}})),
    ("inputs", declaration(inputs={"type": "array"})),
    ("inputs", declaration(properties={"a": {"type": "string", "pattern": "(a+)+$"}})),
    ("inputs", declaration(properties={"a": {"$ref": "http://elsewhere/schema.json"}})),
    ("inputs", declaration(properties={"a": {"anyOf": [{"type": "null"}, {"$ref": "#"}]}})),
    ("outputs", declaration(outputs="a picture")),
    ("the file", []),
    ("the file", None),
]


@pytest.mark.parametrize(("field", "declared"), BAD)
def test_a_bad_file_is_reported_and_passed_over(library: Library, tmp_path: Path, field: str, declared: Any) -> None:
    put(tmp_path, "bad.json", declared)
    put(tmp_path, "good.json", declaration())
    assert [template.id for template in library.all()][-1] == "relight_v1"
    (refusal,) = library.refused()
    assert (refusal.file, refusal.reason.startswith(field)) == ("bad.json", True), refusal.reason


def test_what_can_not_be_read_is_reported(library: Library, tmp_path: Path) -> None:
    folder = put(tmp_path, "good.json", declaration()).parent
    (folder / "torn.json").write_bytes(b'{"id": ')
    (folder / "deep.json").write_bytes(b"[" * 100_000)
    (folder / "text.json").write_bytes(b"\xff\xfe\x00")
    (folder / "large.json").write_bytes(b" " * (4 * 2**20 + 1))
    (folder / "lost.json").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "pipe.json")
    (folder / "folder.json").mkdir()
    (folder / "notes.txt").write_text("none of ours")
    named = [refusal.file for refusal in library.refused()]
    assert named == ["deep.json", "large.json", "lost.json", "pipe.json", "text.json", "torn.json"]
    assert library.get("relight_v1")


def test_an_id_belongs_to_the_first_that_has_it(library: Library, tmp_path: Path) -> None:
    put(tmp_path, "a.json", declaration(name="First"))
    put(tmp_path, "b.json", declaration(name="Second"))
    put(tmp_path, "c.json", declaration("image_generation_v1", name="Taken over"))
    assert library.get("relight_v1").name == "First"
    assert library.get("image_generation_v1").name == "Text to Image"
    assert [refusal.file for refusal in library.refused()] == ["b.json", "c.json"]


def test_what_a_template_says_to_one_pipeline_no_other_hears(library: Library, tmp_path: Path) -> None:
    put(tmp_path, "relight.json", declaration(comfyui={"workflow": {"3": {}}}, storyboard="not an object"))
    assert library.said("relight_v1", "comfyui") == {"workflow": {"3": {}}}
    assert library.said("relight_v1", "storyboard") == library.said("gone_v1", "comfyui") == {}
    assert library.said(None, "comfyui") == {}


def test_a_library_template_is_made_by_whom_it_names_and_one_that_is_gone_by_nobody(
    library: Library, tmp_path: Path
) -> None:
    put(tmp_path, "relight.json", declaration())
    assert library.pipelines("relight_v1") == frozenset({"recipe"})
    assert library.pipelines("gone_v1") == frozenset()
    assert library.pipelines(None) is library.pipelines("image_generation_v1") is None
