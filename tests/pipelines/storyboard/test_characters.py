import numpy as np
import pytest

from app.pipelines.storyboard import StoryboardPipeline
from app.pipelines.storyboard.brief import Person, read
from app.pipelines.storyboard.brief.model import Mood
from app.pipelines.storyboard.figures.head.hair import cut_for, hair_colour
from app.pipelines.storyboard.figures.head.skull import build_for
from app.pipelines.storyboard.figures.outfits import outfit_for
from app.pipelines.storyboard.looks.likeness import known
from app.pipelines.storyboard.stage.shot import compose
from tests.pipelines.storyboard.people import CAST, SIZE, panel, signatures
from tests.pipelines.storyboard.studio import SMALL, Studio, drawn

MARA, OTTO = known(CAST[0]), known(CAST[1])
SHOTS = (
    "medium shot: {} in a kitchen",
    "close-up: {} is happy on a beach",
    "full shot: {} runs over a field",
    "cowboy shot: angry {} in an office",
    "medium close-up: {} in a corridor",
    "full shot: sad {} sits in a hall",
)


def test_everybody_is_nearest_to_themselves_in_every_shot() -> None:
    shots = [
        signatures([panel(shot.format(who.name), seed, who) for who in CAST]) for seed, shot in enumerate(SHOTS, 40)
    ]
    for index, shot in enumerate(shots):
        others = np.mean([other for k, other in enumerate(shots) if k != index], axis=0)
        assert (shot @ others.T).argmax(axis=1).tolist() == list(range(len(CAST))), SHOTS[index]


def test_looks_do_not_hang_on_the_seed() -> None:
    looks = set()
    for seed in range(8):
        shot = compose(read("close-up of Mara Quinn", [MARA]), *SIZE, seed)
        person, rng = shot.cast[-1].person, shot.chance("figure 0")
        worn = outfit_for(person, rng)
        looks.add(
            (worn.skin, worn.colour, worn.lower, cut_for(person, rng), hair_colour(person, rng), build_for(person))
        )
    assert len(looks) == 1


@pytest.mark.parametrize("name", ["Mara Quinn", "mara", "MARA_V1"])
def test_a_character_is_known_by_every_name(name: str) -> None:
    (person,) = read(f"wide: {name} cries in a church", [MARA]).people
    assert (person.name, person.look, person.action) == ("c-1", MARA.person.look, "cry")


def test_somebody_named_twice_is_one_person() -> None:
    people = read("Mara talks to Otto. Mara is angry", [MARA, OTTO]).people
    assert {(person.name, person.mood) for person in people} == {("c-1", Mood.ANGRY), ("c-2", Mood.NEUTRAL)}


def test_an_unnamed_stranger_who_fits_is_the_character() -> None:
    people = read("a woman and a child run through a forest", [MARA]).people
    assert [person.name for person in people] == ["c-1", ""]
    assert people[0].action == "run"


def test_a_character_whom_the_prompt_leaves_out_is_there_all_the_same() -> None:
    (person,) = read("an empty kitchen at night", [OTTO]).people
    assert person.name == "c-2"


def test_nobody_is_drawn_where_the_prompt_says_so() -> None:
    assert read("a kitchen, nobody in it", [OTTO]).people == ()


def test_the_prompt_changes_clothes_and_mood_but_not_the_face() -> None:
    (person,) = read("close-up: happy Mara in a green robe", [MARA]).people
    assert (person.garment, person.garment_colour, person.mood) == ("robe", "green", Mood.HAPPY)
    assert (person.look, person.hair) == (MARA.person.look, "long")


def test_names_are_no_words_for_places_or_things() -> None:
    forest = known(CAST[3].__class__("x", "Dean Forest"))
    assert read("Dean Forest in a kitchen", [forest]).place.flavour == "kitchen"


def test_a_name_in_another_script_still_brings_its_character() -> None:
    julia = known(CAST[0].__class__("x", "Юлия", description="a woman with red hair"))
    assert [person.name for person in read("close-up", [julia]).people] == ["x"]


def test_without_characters_people_are_as_ever() -> None:
    assert read("a man in a field").people == (Person(),)


def test_the_pipeline_draws_the_characters_of_its_task() -> None:
    studio = Studio("close-up in a kitchen", {"steps": 4, **SMALL}, characters=CAST[:1])
    StoryboardPipeline().run(studio)
    assert studio.saved[0][2] != drawn("close-up in a kitchen")
