from __future__ import annotations

from pathlib import Path

import pytest

from app.characters import store
from app.characters.schemas import CharacterRecord, LoraStatus
from app.files.write import write_json
from app.pipelines.base import CharacterReference, Context
from app.projects.film import Film
from app.schemas import now
from app.tasks.schemas import Status, Task
from app.worker.making import references
from tests.support.films.tasks import new_task
from tests.support.generation.making import draw, left_over
from tests.worker.conftest import Run, Submit


def add(film: Film, character_id: str, name: str, **fields: object) -> store.Cast:
    record = CharacterRecord(
        asset_id=character_id,
        name=name,
        description="a count in a black coat",
        trigger_word=f"{character_id}_v1",
        created=now(),
        lora_training_status=LoraStatus.UNTRAINED,
        lora_model=None,
        usages=[],
    )
    cast = store.place(film, record.model_copy(update=fields))
    write_json(cast.file, cast.record.as_json())
    return cast


def wishing(**parameters: object) -> Task:
    return new_task(parameters={"seed": 1, **parameters})


def test_a_task_s_characters_come_in_its_order_with_what_there_is_of_them(
    film: Film,
) -> None:
    orlok, ellen = add(film, "orlok", "Count Orlok"), add(film, "ellen", "Ellen")
    (orlok.folder / "base_face.png").write_bytes(b"face")
    (orlok.folder / "variations/happy.png").write_bytes(b"smile")
    task = new_task(character_ids=["ellen", "orlok", "ellen", "nobody", "../orlok"])
    found = references.characters(film, task)
    assert [character.id for character in found] == ["ellen", "orlok"]
    assert found[0] == CharacterReference("ellen", "Ellen", "ellen_v1", ellen.record.description)
    assert found[1].base_face == orlok.folder / "base_face.png"
    assert found[1].variations == {"happy": orlok.folder / "variations/happy.png"}


def test_weights_are_those_of_the_record_where_they_lie_in_the_film(film: Film) -> None:
    inside = add(film, "orlok", "Orlok", lora_model="01_Assets/Characters/orlok/look.safetensors")
    (inside.folder / "look.safetensors").write_bytes(b"weights")
    add(film, "ellen", "Ellen", lora_model="../../etc/passwd")
    orlok, ellen = references.characters(film, new_task(character_ids=["orlok", "ellen"]))
    assert orlok.weights == inside.folder / "look.safetensors"
    assert ellen.weights is None


@pytest.mark.parametrize("said", [None, "", "  ", 7, ["x"]])
def test_what_names_no_reference_is_none(film: Film, said: object) -> None:
    assert references.reference(film, wishing(style=said), "style") is None


def test_a_reference_is_words_or_a_picture_of_the_film(film: Film) -> None:
    path = film.folder / "01_Assets/Styles/noir.png"
    path.write_bytes(b"picture")
    words = references.reference(film, wishing(style="film noir"), "style")
    shown = references.reference(film, wishing(style="01_Assets/Styles/noir.png"), "style")
    assert words
    assert (words.words, words.picture) == ("film noir", None)
    assert shown
    assert (shown.words, shown.picture) == ("noir", path)


def test_no_picture_outside_of_the_film_is_opened(film: Film, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    (film.folder / "01_Assets/link.png").symlink_to(tmp_path / "secret.png")
    for path in (
        str(tmp_path / "secret.png"),
        "../secret.png",
        "01_Assets/link.png",
        "01_Assets",
    ):
        assert references.picture(film, path) is None


def test_a_checkpoint_is_gone_with_the_task_that_is_done(film: Film, submit: Submit, run: Run) -> None:
    seen: list[bytes | None] = []

    def train(context: Context) -> None:
        seen.append(context.checkpoint)
        context.keep(b"half way")
        seen.append(context.checkpoint)
        draw(context)

    assert run(submit(), train).status == Status.COMPLETED
    assert seen == [None, b"half way"]
    assert left_over(film) == []


def test_a_failed_task_keeps_its_last_checkpoint(film: Film, submit: Submit, run: Run) -> None:
    def break_off(context: Context) -> None:
        context.keep(b"half way")
        raise RuntimeError("no more room")

    task = submit()
    assert run(task, break_off).status == Status.FAILED
    assert (film.folder / "05_Cache/checkpoints" / task.id).read_bytes() == b"half way"
