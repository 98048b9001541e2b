"""The container pipeline with a real engine: what a runner may do, and that nothing is left of it."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docker
import pytest
from PIL import Image

from app.pipelines.base import Cancelled
from app.pipelines.container import ContainerPipeline
from app.pipelines.container.confinement import Limits, owner
from app.pipelines.container.errors import RunnerError
from app.pipelines.container.leftovers import PREFIX
from tests.pipelines.storyboard.studio import Studio as Wish
from tests.support.clients.calls import API, ended, told
from tests.support.clients.desk import Desk
from tests.support.studios.containers import build, runners
from tests.support.studios.processes import BACKEND, ROOT
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually

pytestmark = pytest.mark.containers

LIMITS = Limits(cpus=1, memory=64 * 2**20, output=32 * 2**20)


@pytest.fixture(scope="module")
def client() -> Iterator[docker.DockerClient]:
    found = docker.from_env()
    yield found
    found.close()


@pytest.fixture(scope="module")
def example(client: docker.DockerClient) -> str:
    return build(client, BACKEND / "runners/example", "example")


@pytest.fixture(scope="module")
def acting(client: docker.DockerClient) -> str:
    return build(client, ROOT / "tests/support/generation/runner", "acting")


@pytest.fixture(autouse=True)
def _nothing_is_left(client: docker.DockerClient) -> Iterator[None]:
    before = set(Path(tempfile.gettempdir()).glob(f"{PREFIX}*"))
    yield
    assert runners(client) == []
    assert set(Path(tempfile.gettempdir()).glob(f"{PREFIX}*")) == before


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A film's folder that the runner, who is somebody else, may read."""
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    (tmp_path / "face.png").write_bytes(b"face")
    return tmp_path


def wish(prompt: str, film: Path, **fields: Any) -> Wish:
    return Wish(prompt=prompt, folder=film, **({"cancel_at": -1} | fields))


def test_the_example_makes_a_picture_step_by_step(example: str, film: Path) -> None:
    pipeline = ContainerPipeline([example], LIMITS)
    assert pipeline.serves == {"text_to_image"}
    made = [wish("A loom", film, seed=seed, parameters={"width": 64, "height": 36, "steps": 3}) for seed in (1, 1, 2)]
    for each in made:
        pipeline.run(each)
    first, again, other = (each.saved[0] for each in made)
    assert first[:2] == ("image", "png")
    assert first == again != other
    with Image.open(io.BytesIO(first[2])) as image:
        assert (image.format, image.size) == ("PNG", (64, 36))
    assert {"Thread 1", "Thread 2", "Thread 3"} <= {one.description for one in made[0].told}
    steps = [one.step for one in made[0].told[:-1]]
    assert steps == sorted(steps)


def test_a_runner_is_confined(acting: str, film: Path) -> None:
    with pytest.raises(RunnerError) as refused:
        ContainerPipeline([acting], LIMITS).run(wish("say_what_it_may", film))
    assert json.loads(str(refused.value).removeprefix("The runner says: ")) == {
        "user": owner(),
        "film": False,
        "job": False,
        "root": False,
        "scratch": True,
        "network": False,
        "interfaces": ["lo"],
        "capabilities": "CapEff:\t0000000000000000",
        "seen": ["face.png"],
    }


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("eat_memory", "needed more than 64 MiB of memory"),
        ("flood", "wrote more than 32 MiB"),
        ("fail", "ended with 3: no such colour"),
        ("refuse", "the model has no such colour"),
        ("say_nothing", "named no output"),
        ("leave_a_link", "can't be read: image.png"),
        ("leave_a_pipe", "no file: image.png"),
        ("climb_out", "named no output"),
        ("name_what_is_not_there", "can't be read: image.png"),
    ],
)
def test_a_runner_that_fails_says_why(acting: str, film: Path, act: str, words: str) -> None:
    made = wish(act, film)
    with pytest.raises(RunnerError, match=words):
        ContainerPipeline([acting], LIMITS).run(made)
    assert made.saved == []


def test_what_it_says_beside_its_messages_is_passed_over(acting: str, film: Path) -> None:
    made = wish("babble", film)
    ContainerPipeline([acting], LIMITS).run(made)
    assert made.saved
    assert ("Nearly", 2, 3) in [(one.description, one.step, one.total) for one in made.told]


def test_a_cancelled_runner_is_stopped(acting: str, film: Path) -> None:
    with pytest.raises(Cancelled):
        ContainerPipeline([acting], LIMITS).run(wish("hang", film, cancel_at=1))


def test_without_its_image_it_serves_nothing(film: Path) -> None:
    pipeline = ContainerPipeline(["auteur-test-runner-missing"], LIMITS)
    assert pipeline.serves == frozenset()
    with pytest.raises(RunnerError, match="No runner image makes text_to_image"):
        pipeline.run(wish("A door", film))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, acting: str) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("runners")
    for above in (folder, *folder.parents[:2]):
        above.chmod(0o755)
    limits = {"AUTEUR_TASK_LIMITS": "text_to_image=20", "AUTEUR_RUNNER_MEMORY_MB": "64", "WORKER_CONCURRENCY": "1"}
    studio = Studio(folder, AUTEUR_PIPELINES="container,storyboard", AUTEUR_RUNNER_IMAGES=acting, **limits)
    studio.start_worker()
    yield Desk(studio)
    studio.close()


def test_a_task_becomes_a_take(desk: Desk) -> None:
    done = ended(desk.studio.client, desk.submit(prompt="succeed")["id"])
    assert (done["status"], done["pipeline"], done["error"]) == ("completed", "container", None)
    desk.settled()
    desk.proven_whole()


def test_a_task_that_is_cancelled_or_takes_too_long_leaves_no_container(
    desk: Desk, client: docker.DockerClient
) -> None:
    cancelled, late = (desk.submit(prompt="hang")["id"] for _ in range(2))
    eventually(lambda: runners(client))
    told(desk.studio.client.post(f"{API}/tasks/{cancelled}/cancel"))
    assert ended(desk.studio.client, cancelled)["status"] == "cancelled"
    eventually(lambda: runners(client))
    failed = ended(desk.studio.client, late)
    assert (failed["status"], failed["error"]["code"]) == ("failed", "time_limit")


def test_a_killed_worker_leaves_its_container_to_the_next(desk: Desk, client: docker.DockerClient) -> None:
    task_id = desk.submit(prompt="hang")["id"]
    [first] = eventually(lambda: runners(client))
    desk.studio.workers[-1].kill()
    assert runners(client) == [first]
    desk.studio.mend()
    eventually(lambda: first not in runners(client))
    told(desk.studio.client.post(f"{API}/tasks/{task_id}/cancel"))
    assert ended(desk.studio.client, task_id)["status"] == "cancelled"
    eventually(lambda: not runners(client))
