"""How a training stands, and where its weights lie."""

from __future__ import annotations

from app.characters import store, training
from app.characters.schemas import CharacterRecord, LoraStatus
from app.characters.store import Cast
from app.characters.training import Attempt, Training
from app.files.write import write_json
from app.projects.film import Film
from app.schemas import now
from app.tasks import trainings
from app.tasks.schemas import Status, TaskError
from tests.support.films.tasks import new_task


def orlok(film: Film, status: LoraStatus = LoraStatus.UNTRAINED) -> Cast:
    record = CharacterRecord(
        asset_id="orlok",
        name="Orlok",
        description="",
        trigger_word="orlok",
        created=now(),
        lora_training_status=status,
        lora_model=None,
        usages=[],
    )
    cast = store.place(film, record)
    write_json(cast.file, record.as_json())
    return cast


def record(task_id: str) -> Training:
    return Training(
        task_id=task_id,
        created=now(),
        pipeline="storyboard",
        pipeline_version="1",
        parameters={},
        pictures=[],
        losses=[],
    )


def test_each_state_of_its_task_is_the_character_s(film: Film) -> None:
    cast = orlok(film, LoraStatus.COMPLETED)
    error = TaskError(code="pipeline_failed", detail="No more memory.")
    task = new_task(type="lora_training", character_ids=["orlok"], error=error)
    for state, told in (
        (Status.PENDING, LoraStatus.TRAINING),
        (Status.PROCESSING, LoraStatus.TRAINING),
        (Status.FAILED, LoraStatus.FAILED),
        (Status.COMPLETED, LoraStatus.COMPLETED),
    ):
        trainings.follow(film, task.model_copy(update={"status": state}))
        assert training.status(cast) is told
    trainings.follow(film, task.model_copy(update={"status": Status.FAILED}))
    assert training.attempt(film, "orlok") == Attempt(
        task_id=task.id, status=LoraStatus.FAILED, error="No more memory."
    )


def test_a_cancelled_training_is_as_if_it_had_not_been_asked_for(film: Film) -> None:
    cast = orlok(film, LoraStatus.COMPLETED)
    task = new_task(type="lora_training", character_ids=["orlok"])
    trainings.follow(film, task)
    trainings.follow(film, task.model_copy(update={"status": Status.CANCELLED}))
    assert training.attempt(film, "orlok") is None
    assert training.status(cast) is LoraStatus.COMPLETED


def test_an_older_training_s_end_does_not_hide_a_newer_one(film: Film) -> None:
    cast = orlok(film)
    old, new = (new_task(type="lora_training", character_ids=["orlok"]) for _ in range(2))
    trainings.follow(film, old)
    trainings.follow(film, new)
    for status in (Status.FAILED, Status.CANCELLED):
        trainings.follow(film, old.model_copy(update={"status": status}))
        assert training.status(cast) is LoraStatus.TRAINING


def test_other_tasks_say_nothing_of_it(film: Film) -> None:
    cast = orlok(film)
    trainings.follow(film, new_task(character_ids=["orlok"]))
    assert training.status(cast) is LoraStatus.UNTRAINED
    assert trainings.told(film, new_task()) == []


def test_each_training_has_weights_of_its_own_name(film: Film) -> None:
    cast = orlok(film)
    for task_id in ("a", "b", "c"):
        weights = training.place(cast, task_id)
        training.write(weights, record(task_id))
        weights.write_bytes(task_id.encode())
    names = [weights.name for weights, _ in training.all_of(cast)]
    assert names == ["orlok.safetensors", "orlok_2.safetensors", "orlok_3.safetensors"]


def test_a_second_attempt_at_a_training_takes_the_name_of_the_first(film: Film) -> None:
    cast = orlok(film)
    first = training.place(cast, "a")
    training.write(first, record("a"))  # killed before its weights were there
    assert training.all_of(cast) == []
    assert training.place(cast, "a") == first
    assert training.place(cast, "b") != first


def test_weights_that_a_person_put_there_are_left_alone(film: Film) -> None:
    cast = orlok(film)
    own = training.place(cast, "a")
    own.write_bytes(b"mine")
    assert training.place(cast, "a").name == "orlok_2.safetensors"
