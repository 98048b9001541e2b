from __future__ import annotations

from typing import Any

import pytest

from app.assets.schemas import AssetStatus
from app.errors import Invalid, NotFound
from app.functions import references
from app.projects.film import Film
from app.projects.making.building import build
from app.projects.schemas import ProjectCreate
from app.projects.store import Films
from tests.support.films.functions import PICTURE, keep

LAYER = {"type": "object", "properties": {"picture": PICTURE}}
SCHEMA = {"type": "object", "properties": {"source": PICTURE, "layers": {"type": "array", "items": LAYER}}}


def check(film: Film, inputs: dict[str, Any]) -> None:
    references.check(film, SCHEMA, inputs, lambda path: f"inputs.{path}")


def refusal(film: Film, inputs: dict[str, Any]) -> Invalid:
    with pytest.raises(Invalid) as refused:
        check(film, inputs)
    return refused.value


def test_a_file_is_found_at_any_depth(film: Film) -> None:
    record = keep(film)
    inputs = {"source": f"asset://{record.id}", "layers": [{"picture": f"asset://{record.id}", "blend": [0.5, "add"]}]}
    check(film, inputs)
    path = film.folder / record.path
    assert references.resolved(film, inputs) == {"source": path, "layers": [{"picture": path, "blend": [0.5, "add"]}]}


@pytest.mark.parametrize(
    "reference", ["asset://", "asset://..", "asset://../../etc/passwd", "asset://a b", "asset://nope", "asset://\n"]
)
def test_a_hostile_or_unknown_id_is_refused_where_it_stands(film: Film, reference: str) -> None:
    assert refusal(film, {"layers": [{}, {"picture": reference}]}).field == "inputs.layers.1.picture"
    assert refusal(film, {"anything": {"else": reference}}).field == "inputs.anything.else"
    with pytest.raises(NotFound):
        references.resolved(film, {"source": reference})


def test_another_film_s_asset_is_none_of_this(films: Films, film: Film) -> None:
    other = build(films, ProjectCreate(name="Vampyr"))
    found = refusal(film, {"source": f"asset://{keep(other).id}"})
    assert (found.field, found.code) == ("inputs.source", "asset_invalid")


@pytest.mark.parametrize(
    ("status", "says"),
    [(AssetStatus.PROCESSING, "still being looked through"), (AssetStatus.FAILED, "not be taken in")],
)
def test_an_asset_that_is_not_ready_can_not_be_used(film: Film, status: AssetStatus, says: str) -> None:
    found = refusal(film, {"source": f"asset://{keep(film, status=status).id}"})
    assert says in found.detail
    assert "harbour.png" in found.detail


def test_an_input_takes_the_media_that_it_says(film: Film) -> None:
    song = f"asset://{keep(film, 'song.wav', 'audio/wav').id}"
    assert "audio/wav" in refusal(film, {"source": song}).detail
    assert refusal(film, {"layers": [{"picture": song}]}).field == "inputs.layers.0.picture"
    check(film, {"music": song})


def test_a_file_that_is_gone_is_missed(film: Film) -> None:
    record = keep(film)
    inputs = {"source": f"asset://{record.id}"}
    (film.folder / record.path).unlink()
    assert refusal(film, inputs).field == "inputs.source"
    with pytest.raises(NotFound):
        references.resolved(film, inputs)
