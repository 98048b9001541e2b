import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from app.files.digest import sha256
from app.pipelines.base import Cancelled, CharacterReference
from app.pipelines.storyboard import StoryboardPipeline
from app.pipelines.storyboard.looks.adapter import EDGE, Adapter, Settings, fitting, opened
from app.pipelines.storyboard.looks.descent import Adam
from app.pipelines.storyboard.looks.finding import find
from app.pipelines.storyboard.looks.likeness import known
from app.pipelines.storyboard.looks.photograph import Photograph
from app.pipelines.storyboard.picture import Panel
from app.pipelines.storyboard.works.variations import portrait
from tests.pipelines.storyboard.studio import Studio

WISHES = {"epochs": 3, "rank": 8}


@pytest.fixture(scope="module")
def ada(tmp_path_factory: pytest.TempPathFactory) -> CharacterReference:
    """Somebody with a pale patch over one cheek, as vitiligo leaves."""
    person = known(CharacterReference("c-9", "Ada", description="a woman with black hair in a red coat")).person
    folder = tmp_path_factory.mktemp("ada")
    for kind in ("neutral", "happy"):
        drawn = Image.open(io.BytesIO(portrait(person, kind, (320, 400), 3).png(0.85))).convert("RGB")
        face = find(Photograph(drawn, 400))
        x, y, r = face.x - 0.12 * face.height, face.y + 0.14 * face.height, 0.13 * face.height
        patch = Image.new("L", drawn.size)
        patch.paste(255, (round(x - r), round(y - r), round(x + r), round(y + r)))
        drawn.paste((246, 218, 196), mask=patch.filter(ImageFilter.GaussianBlur(4)))
        drawn.save(folder / f"{kind}.png")
    return CharacterReference(
        "c-9", "Ada", "ada_v1", "a woman with black hair in a red coat", folder / "neutral.png",
        {"happy": folder / "happy.png"},
    )  # fmt: skip


def trained(ada: CharacterReference, **wishes: object) -> Studio:
    studio = Studio("", {**WISHES, **wishes}, 5, task_type="lora_training", characters=[ada])
    StoryboardPipeline().run(studio)
    return studio


def noise(seed: int) -> np.ndarray:
    lot = np.random.default_rng(seed)
    return np.asarray(
        Image.fromarray(lot.integers(0, 256, (6, 6, 3), dtype=np.uint8)).resize((EDGE, EDGE)), dtype=float
    )


def test_the_loss_falls_at_every_quarter(ada: CharacterReference) -> None:
    losses = np.array([told.loss for told in trained(ada).told], dtype=float).reshape(4, -1).mean(axis=1)
    assert losses[-1] < losses[0] / 2
    assert losses[-1] == losses.min()


def test_the_file_says_what_it_is(ada: CharacterReference, tmp_path: Path) -> None:
    studio = trained(ada)
    assert [(output, extension) for output, extension, _ in studio.saved] == [
        ("look", "safetensors"),
        ("sample", "png"),
    ]
    (tmp_path / "look.safetensors").write_bytes(studio.saved[0][2])
    adapter = opened(tmp_path / "look.safetensors")
    assert adapter
    assert "Not a diffusion LoRA" in adapter.metadata["about"]
    assert (adapter.metadata["rank"], adapter.metadata["steps"]) == ("8", "72")
    assert adapter.metadata["trigger_word"] == "ada_v1"
    assert len(json.loads(adapter.metadata["dataset"])) == 2
    assert adapter.labels == ("neutral", "happy")


def test_the_same_training_gives_the_same_file(ada: CharacterReference) -> None:
    assert trained(ada).saved[0][2] == trained(ada).saved[0][2]


def test_a_training_that_was_cut_off_ends_as_one_that_was_not(ada: CharacterReference) -> None:
    whole = trained(ada)
    first = Studio("", WISHES, 5, cancel_at=45, task_type="lora_training", characters=[ada])
    with pytest.raises(Cancelled):
        StoryboardPipeline().run(first)
    second = Studio("", WISHES, 5, task_type="lora_training", characters=[ada], checkpoint=first.checkpoint)
    StoryboardPipeline().run(second)
    assert [told.step for told in second.told] == list(range(41, 73))
    assert second.saved[0][2] == whole.saved[0][2]


def test_a_checkpoint_of_other_pictures_is_passed_over(ada: CharacterReference) -> None:
    first = Studio("", WISHES, 5, cancel_at=45, task_type="lora_training", characters=[replace(ada, variations={})])
    with pytest.raises(Cancelled):
        StoryboardPipeline().run(first)
    second = Studio("", WISHES, 5, task_type="lora_training", characters=[ada], checkpoint=first.checkpoint)
    StoryboardPipeline().run(second)
    assert second.told[0].step == 1


def test_nothing_is_kept_that_could_not_go_on(ada: CharacterReference) -> None:
    whole = trained(ada, epochs=5)
    again = Studio(
        "", WISHES | {"epochs": 5}, 5, task_type="lora_training", characters=[ada], checkpoint=whole.checkpoint
    )
    StoryboardPipeline().run(again)
    assert again.saved == whole.saved


def test_a_larger_learning_rate_learns_faster(ada: CharacterReference) -> None:
    slow, fast = (trained(ada, learning_rate=rate).told[-1].loss for rate in (1e-5, 1e-4))
    assert slow
    assert fast
    assert fast < slow


def test_what_was_learnt_brings_the_drawn_face_nearer_to_the_real_one(ada: CharacterReference, tmp_path: Path) -> None:
    weights = tmp_path / "look.safetensors"
    weights.write_bytes(trained(ada, epochs=6).saved[0][2])
    assert ada.base_face
    real = find(Photograph.opened(ada.base_face))
    apart = []
    for who in (ada, replace(ada, weights=weights)):
        panel = portrait(known(who).person, "neutral", (320, 400), 3)
        drawn = Photograph(Image.open(io.BytesIO(panel.png(0.85))))
        aligned = replace(real, photograph=drawn)
        apart.append(float(np.abs(aligned.patch(EDGE) - real.patch(EDGE))[16:36, 14:34].mean()))
    assert apart[1] < 0.8 * apart[0]


def test_a_higher_rank_holds_more_of_a_face() -> None:
    faces = [noise(1)]
    left = []
    for rank in (1, 3, 8):
        moments = list(fitting(faces, ["neutral"], Settings(rank, 200, 0.03)))
        left.append(float(np.abs(moments[-1].adapter.face() - faces[0]).mean()))
    assert left == sorted(left, reverse=True)


def test_expressions_are_learnt_apart() -> None:
    faces = [noise(1), noise(2)]
    *_, last = fitting(faces, ["neutral", "happy"], Settings(16, 300, 0.03))
    for index, label in enumerate(last.adapter.labels):
        own, other = (
            float(np.abs(last.adapter.face(label) - face).mean()) for face in (faces[index], faces[1 - index])
        )
        assert own < other


def test_the_slopes_are_those_of_the_loss() -> None:
    """Against differences: Adam's first step goes down along each factor by its rate, whatever the slope's size."""
    descent = Adam({"x": np.array([3.0, -2.0])})
    for _ in range(400):
        descent.down({"x": 2 * descent.factors["x"]}, 0.05)
    assert np.abs(descent.factors["x"]).max() < 1e-2
    again = Adam.resumed(descent.kept())
    assert again.step == 400
    assert np.array_equal(again.factors["x"], descent.factors["x"])


def test_weights_of_another_kind_are_no_look(tmp_path: Path) -> None:
    other = tmp_path / "lora.safetensors"
    other.write_bytes(b"\x00" * 40)
    assert opened(other) is None
    plain = Adapter({"rows": np.zeros((1, 1, 1))}, ("neutral",)).dumped().replace(b"look_adapter", b"elsewhere___")
    other.write_bytes(plain)
    assert opened(other) is None


def test_a_character_with_foreign_weights_is_drawn_all_the_same(ada: CharacterReference, tmp_path: Path) -> None:
    (tmp_path / "lora.safetensors").write_bytes(b"no tensors")
    who = known(replace(ada, weights=tmp_path / "lora.safetensors"))
    assert who.person.look
    assert who.person.look.learnt is None
    assert Panel("close-up of Ada", (160, 90), 1, [who]).png(1.0)


def test_a_drawing_says_which_look_it_was_drawn_with(ada: CharacterReference, tmp_path: Path) -> None:
    look, foreign = tmp_path / "look.safetensors", tmp_path / "lora.safetensors"
    look.write_bytes(trained(ada, epochs=1).saved[0][2])
    foreign.write_bytes(b"no tensors")
    cast = [replace(ada, weights=look), replace(ada, id="c-10", weights=foreign), replace(ada, id="c-11")]
    studio = Studio("close-up of Ada", {"steps": 1, "width": 160, "height": 90}, 1, characters=cast)
    StoryboardPipeline().run(studio)
    assert studio.models == [{"kind": "look", "name": "look.safetensors", "sha256": sha256(look)}]


def test_without_a_face_there_is_nothing_to_learn() -> None:
    with pytest.raises(ValueError, match="no base face"):
        trained(CharacterReference("x", "Nobody"))
