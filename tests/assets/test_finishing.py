"""Who may finish an upload."""

from __future__ import annotations

from app.assets import store
from app.assets.schemas import AssetRecord, AssetStatus
from app.projects.layout import AssetType
from app.projects.store import Film
from app.schemas import now


def waiting(film: Film) -> AssetRecord:
    record = AssetRecord(
        id="a-plate",
        name="plate.png",
        path=store.planned_path("a-plate", "plate.png", AssetType.LOCATIONS),
        asset_type=AssetType.LOCATIONS,
        size=1,
        mime="image/png",
        sha256=None,
        status=AssetStatus.PROCESSING,
        reason=None,
        metadata={},
        created=now(),
    )
    store.journal(film, record, store.uploads(film) / "bytes")
    return record


def test_one_at_a_time_and_never_again(film: Film) -> None:
    record = waiting(film)
    with store.finishing(film, record.id) as first, store.finishing(film, record.id) as second:
        assert (first, second) == (True, False)
    with store.finishing(film, record.id) as again:
        assert again
        store.close(film, record.id)
    with store.finishing(film, record.id) as late:
        assert not late
