from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from app.characters import store
from app.functions.library import Library
from app.pipelines.models import Model
from app.projects import layout
from app.projects.film import Film
from app.projects.store import Films
from app.provenance.checking import Provenance
from app.tasks.runners import register
from app.tasks.runners.schemas import Runner
from tests.support.films.functions import declaration
from tests.support.films.functions import put as put_template
from tests.support.films.takes import put_take
from tests.support.generation.runners import new_runner

SHA = hashlib.sha256(b"weights").hexdigest()
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + SHA.encode() + b"\nsize 7\n"


@pytest.fixture
def provenance(redis: Redis, films: Films) -> Provenance:
    return Provenance(redis, Library(films.root))


def put(film: Film, **fields: Any) -> None:
    put_take(film.folder / layout.RENDERS, pipeline_version="1.0", **fields)


def weights(kind: str, name: str, sha256: str) -> list[dict[str, str]]:
    return [{"kind": kind, "name": name, "sha256": sha256}]


def state(provenance: Provenance, film: Film, kind: str) -> str:
    (found,) = [one for one in provenance.check(film).ingredients if one.kind == kind]
    assert bool(found.detail) == (found.state != "here")
    assert found.takes == 1
    return found.state


def runner(**fields: Any) -> Runner:
    return new_runner("a").model_copy(update=fields)


def model(name: str, sha256: str | None) -> Model:
    numbers = {"size": 1, "vram_gb": 1, "makes": ["text_to_image"], "lacks": "", "sha256": sha256}
    return Model.model_validate({"name": name, "family": "sd15", "form": "folder", "path": name, **numbers})


def learnt(film: Film, data: bytes) -> Path:
    folder = film.place(f"{store.FOLDER}/ada/lora")
    path = folder / "ada.safetensors"
    path.write_bytes(data)
    return path


def test_a_film_without_takes_lacks_nothing(provenance: Provenance, film: Film) -> None:
    found = provenance.check(film)
    assert (found.complete, found.ingredients) == (True, [])


def test_a_pipeline_is_here_when_a_runner_has_its_version(provenance: Provenance, film: Film, redis: Redis) -> None:
    put(film)
    assert state(provenance, film, "pipeline") == "missing"
    register.announce(redis, runner(versions={"null": "2.0"}))
    assert state(provenance, film, "pipeline") == "different"
    assert not provenance.check(film).complete
    register.announce(redis, runner(versions={"null": "1.0"}))
    assert state(provenance, film, "pipeline") == "here"
    assert provenance.check(film).complete


def test_what_a_pipeline_lacks_is_told(provenance: Provenance, film: Film, redis: Redis) -> None:
    put(film, pipeline="diffusers")
    without = new_runner("a").status.model_copy(update={"lacking": {"diffusers": "There is no torch."}})
    register.announce(redis, runner(status=without))
    (found,) = provenance.check(film).ingredients
    assert (found.state, found.detail) == ("missing", "There is no torch.")


def test_what_an_outside_runner_made_with_nobody_here_can_know(provenance: Provenance, film: Film) -> None:
    put_take(film.folder / layout.RENDERS, pipeline="outside", pipeline_version="")
    assert state(provenance, film, "pipeline") == "unknown"
    assert provenance.check(film).complete


def test_a_template_is_the_same_only_if_it_says_the_same(provenance: Provenance, film: Film, films: Films) -> None:
    path = put_template(films.root, "relight.json", declaration())
    sha256 = Library(films.root).sha256("relight_v1")
    path.unlink()
    put(film, template_id="relight_v1", template_sha256=sha256)
    assert state(provenance, film, "template") == "missing"
    put_template(films.root, "relight.json", declaration(name="Another light"))
    assert state(provenance, film, "template") == "different"
    put_template(films.root, "copied.json", declaration())
    (films.root / "Library/Pipeline_Templates/relight.json").unlink()
    assert state(provenance, film, "template") == "here"


def test_a_take_of_before_hashes_were_kept_is_not_judged_by_its_template(provenance: Provenance, film: Film) -> None:
    put(film, template_id="image_generation_v1")
    assert state(provenance, film, "template") == "unknown"


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ([], "missing"),
        ([model("sdxl", "other")], "different"),
        ([model("sdxl", None)], "unknown"),
        ([model("renamed", SHA)], "here"),
        ([model("sdxl", "other"), model("renamed", SHA)], "here"),
    ],
)
def test_a_model_is_known_by_its_hash_whatever_it_is_called(
    provenance: Provenance, film: Film, redis: Redis, there: list[Model], expected: str
) -> None:
    put(film, models=weights("model", "sdxl", SHA))
    register.announce(redis, runner(models=there))
    assert state(provenance, film, "model") == expected


def test_weights_of_which_no_hash_is_told_are_unknown(provenance: Provenance, film: Film) -> None:
    put(film, pipeline="comfyui", models=weights("checkpoint", "sdxl.safetensors", ""))
    assert state(provenance, film, "checkpoint") == "unknown"


@pytest.mark.parametrize(
    ("data", "expected"),
    [(b"weights", "here"), (b"others", "different"), (POINTER, "missing")],
)
def test_a_lora_is_looked_for_in_the_film(provenance: Provenance, film: Film, data: bytes, expected: str) -> None:
    put(film, models=weights("lora", "ada.safetensors", SHA))
    assert state(provenance, film, "lora") == "missing"
    learnt(film, data)
    assert state(provenance, film, "lora") == expected
