"""Who may finish an upload."""

from __future__ import annotations

from app.assets import journal, store
from app.assets.schemas import AssetRecord, AssetStatus
from app.projects.film import Film
from app.projects.layout import AssetType
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
    journal.write(film, record, journal.uploads(film) / "bytes")
    return record


def test_one_at_a_time_and_never_again(film: Film) -> None:
    record = waiting(film)
    with journal.claimed(film, record.id) as first, journal.claimed(film, record.id) as second:
        assert (first, second) == (True, False)
    with journal.claimed(film, record.id) as again:
        assert again
        journal.close(film, record.id)
    with journal.claimed(film, record.id) as late:
        assert not late
