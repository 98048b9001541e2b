import pytest

from app.pipelines.storyboard.brief import Person, Place, read
from app.pipelines.storyboard.brief.model import Angle, Framing, Mood, Time, Weather


@pytest.mark.parametrize(
    ("prompt", "framing"),
    [
        ("Extreme wide shot of a valley", Framing.EXTREME_WIDE),
        ("establishing shot, a harbour", Framing.WIDE),
        ("FULL SHOT: a man walks", Framing.FULL),
        ("cowboy shot of a sheriff", Framing.COWBOY),
        ("medium wide of two women", Framing.COWBOY),
        ("medium shot, a nurse", Framing.MEDIUM),
        ("Medium close-up of a boy", Framing.MEDIUM_CLOSE),
        ("a man's face, close-up", Framing.CLOSE),
        ("closeup of an old woman", Framing.CLOSE),
        ("ECU: her eyes", Framing.EXTREME_CLOSE),
        ("extreme close-up of an eye", Framing.EXTREME_CLOSE),
        ("over-the-shoulder, two men talk", Framing.OVER_SHOULDER),
        ("two-shot in a car", Framing.TWO_SHOT),
        ("insert of a key", Framing.INSERT),
        ("a man in a field", Framing.FULL),
        ("an empty field", Framing.WIDE),
    ],
)
def test_reads_the_framing(prompt: str, framing: Framing) -> None:
    assert read(prompt).framing is framing


@pytest.mark.parametrize(
    ("prompt", "angle"),
    [
        ("low angle of a knight", Angle.LOW),
        ("seen from above, high angle", Angle.HIGH),
        ("bird's-eye view of a street", Angle.TOP),
        ("a dutch angle in a corridor", Angle.DUTCH),
        ("a tilted frame", Angle.DUTCH),
        ("a street", Angle.EYE),
    ],
)
def test_reads_the_angle(prompt: str, angle: Angle) -> None:
    assert read(prompt).angle is angle


@pytest.mark.parametrize(
    ("prompt", "time"),
    [
        ("at dawn", Time.DAWN),
        ("early morning mist", Time.DAWN),
        ("INT. KITCHEN - MORNING", Time.MORNING),
        ("at high noon", Time.DAY),
        ("golden hour on the beach", Time.GOLDEN),
        ("the sun sets, sunset", Time.DUSK),
        ("EXT. STREET - NIGHT", Time.NIGHT),
        ("They wait for the morning. EXT. STREET - NIGHT", Time.NIGHT),
        ("The sun sets. EXT. STREET - CONTINUOUS", Time.DUSK),
        ("a moonlit lake", Time.NIGHT),
        ("blue hour over the city", Time.BLUE),
        ("a lake", Time.DAY),
    ],
)
def test_reads_the_time_of_day(prompt: str, time: Time) -> None:
    assert read(prompt).time is time


@pytest.mark.parametrize(
    ("prompt", "weather"),
    [
        ("a rainy alley", Weather.RAIN),
        ("thunderstorm with lightning", Weather.STORM),
        ("heavy snow falls", Weather.SNOW),
        ("a foggy forest", Weather.FOG),
        ("strong wind", Weather.WIND),
        ("overcast sky", Weather.OVERCAST),
        ("a street", Weather.CLEAR),
    ],
)
def test_reads_the_weather(prompt: str, weather: Weather) -> None:
    assert read(prompt).weather is weather


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("down a dark alley", Place("street", "alley")),
        ("a city street", Place("street", "street")),
        ("in the kitchen", Place("room", "kitchen")),
        ("an interrogation room", Place("room", "office")),
        ("a smoky nightclub", Place("room", "bar")),
        ("hospital corridor", Place("hall", "corridor")),
        ("inside a cathedral", Place("hall", "church")),
        ("across the dunes", Place("open", "desert")),
        ("mountains in the distance", Place("open", "mountains")),
        ("a graveyard", Place("open", "cemetery")),
        ("on the pier", Place("water", "harbour")),
        ("a ship's deck", Place("water", "deck")),
        ("deep in the woods", Place("forest", "forest")),
        ("on a rooftop above the city", Place("city", "rooftop")),
        ("the city skyline", Place("city", "skyline")),
        ("driving on a highway", Place("road", "highway")),
        ("drifting in outer space", Place("space", "space")),
        ("a knight before a castle on a green hill", Place("open", "castle hill")),
        ("a bombed city", Place("street", "ruins")),
        ("a detective in a trench coat", Place("open", "field")),
        ("INT. LIGHTHOUSE - KITCHEN - NIGHT", Place("room", "kitchen")),
        ("INT. LIGHTHOUSE - LAMP ROOM - CONTINUOUS", Place("room", "living room")),
        ("Wide: he looks at the dark sea. INT. KITCHEN - NIGHT", Place("room", "kitchen")),
        ("Close-up of waves, a boat. INT. SOMEWHERE UNHEARD OF - DAY", Place("room", "living room")),
        ("Two shot. They talk of the kitchen. EXT. CAUSEWAY - DUSK. at the bar", Place("water", "causeway")),
        ("INT./EXT. CHURCH - DAY", Place("hall", "church")),
        ("A woman writes in a room in a lighthouse", Place("room", "living room")),
        ("A dark room at the top of a lighthouse, the sea outside", Place("room", "living room")),
        ("A bedroom of a farm, no room for two", Place("room", "bedroom")),
        ("She remembers the kitchen. EXT. NOWHERE KNOWN - DAY", Place("open", "field")),
        ("EXT", Place("open", "field")),
    ],
)
def test_reads_the_place(prompt: str, place: Place) -> None:
    assert read(prompt).place == place


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("a man", [("man", "adult")]),
        ("an old woman", [("woman", "old")]),
        ("a boy and a girl", [("man", "child"), ("woman", "child")]),
        ("two women", [("woman", "adult")] * 2),
        ("three soldiers march", [("man", "adult")] * 3),
        ("a couple", [("man", "adult"), ("woman", "adult")]),
        ("MAYA runs", [("man", "adult")]),
        ("an empty street, nobody around", []),
        ("a mountain lake", []),
        ("a trawler rides at anchor", []),
    ],
)
def test_counts_the_people(prompt: str, expected: list[tuple[str, str]]) -> None:
    assert [(person.sex, person.age) for person in read(prompt).people] == expected


@pytest.mark.parametrize(
    ("prompt", "action"),
    [
        ("a man walks", "walk"),
        ("a running girl", "run"),
        ("she sat down", "sit"),
        ("a monk kneeling", "kneel"),
        ("a body lies on the floor, a man lying", "lie"),
        ("the boy falls", "fall"),
        ("a couple kissing", "embrace"),
        ("a man points at the door", "point"),
        ("a woman looks back", "look back"),
        ("a cowboy rides", "ride"),
        ("he drives", "drive"),
        ("a woman drinks coffee", "drink"),
        ("a man reading a letter", "read"),
        ("they dance, a woman dances", "dance"),
        ("a soldier aims a rifle", "aim"),
        ("a man crying", "cry"),
    ],
)
def test_reads_what_people_do(prompt: str, action: str) -> None:
    assert read(prompt).people[0].action == action


def test_what_takes_two_is_done_by_both() -> None:
    assert {person.action for person in read("A man and a woman fight").people} == {"fight"}


def test_a_look_goes_to_the_person_it_is_said_of() -> None:
    man, woman = read("A bald man in a blue suit and a woman in a red dress with long hair").people
    assert (man.hair, man.garment, man.garment_colour) == ("bald", "suit", "blue")
    assert (woman.hair, woman.garment, woman.garment_colour) == ("long", "dress", "red")


def test_a_mood_before_a_noun_belongs_to_that_noun() -> None:
    nurse, soldier = read("A nurse talks to a tired soldier").people
    assert (nurse.mood, soldier.mood) == (Mood.NEUTRAL, Mood.TIRED)


def test_a_role_brings_its_clothes() -> None:
    (detective,) = read("a detective").people
    assert (detective.role, detective.garment, detective.hat) == ("detective", "coat", "fedora")


def test_what_can_be_carried_goes_into_a_hand_and_the_rest_stands_about() -> None:
    brief = read("A woman with an umbrella and a dog beside a car")
    assert (brief.people[0].holding, brief.props) == ("umbrella", ("dog", "car"))


def test_an_insert_shows_things_and_nobody() -> None:
    brief = read("Insert: a man's revolver and a letter")
    assert (brief.people, brief.props) == ((), ("gun", "letter"))


def test_a_close_up_without_anybody_named_has_one_person() -> None:
    assert len(read("close-up, night").people) == 1


def test_over_the_shoulder_needs_two() -> None:
    assert len(read("over the shoulder of a man").people) == 2


def test_more_than_seven_are_drawn_as_seven() -> None:
    assert len(read("a hundred soldiers and a crowd and two women").people) == 7


@pytest.mark.parametrize("prompt", ["", "   ", "日本語のプロンプト", "\x00\ud7ff🎬", "a" * 10_000, "man " * 4_000])
def test_every_text_has_a_reading(prompt: str) -> None:
    assert len(read(prompt).people) <= 7


def test_an_unknown_person_is_a_plain_person() -> None:
    assert read("zorblax walks").people == (Person(action="walk"),)
