"""Which files among the assets are nobody's yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.assets import journal, store
from app.assets.schemas import AssetRecord, AssetStatus
from app.assets.strays import may_be_asset, strays
from app.projects.film import Film
from app.projects.layout import AssetType
from app.schemas import now

STILL = "01_Assets/Styles/still.png"


@pytest.fixture
def record(film: Film) -> AssetRecord:
    """Of a file that lies there."""
    (film.folder / STILL).write_bytes(b"still")
    return AssetRecord(
        id="4f6b8c1e-0000-4000-8000-000000000001",
        name="still.png",
        path=STILL,
        asset_type=AssetType.STYLES,
        size=5,
        mime="image/png",
        sha256=None,
        status=AssetStatus.READY,
        reason=None,
        metadata={},
        created=now(),
    )


def test_a_file_without_a_record_is_one_until_it_has_one(film: Film, record: AssetRecord) -> None:
    assert strays(film) == [STILL]
    store.write(film, record)
    assert strays(film) == []


def test_a_file_that_only_another_one_s_record_speaks_of_is_one(film: Film, record: AssetRecord) -> None:
    store.write(film, record)
    store.write(film, record.model_copy(update={"id": "4f6b8c1e-0000-4000-8000-000000000002"}))
    (film.folder / f"{STILL}.asset.json").unlink()
    assert strays(film) == []


def test_what_an_upload_is_about_to_record_is_none(film: Film, record: AssetRecord) -> None:
    journal.write(film, record, film.folder / "05_Cache/uploads/.tmp-1")
    assert strays(film) == []


def test_neither_links_nor_pointers_nor_other_folders_files_are(film: Film, tmp_path: Path) -> None:
    (film.folder / "01_Assets/Styles/away.png").symlink_to(tmp_path)
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"4d" * 32 + b"\nsize 12345\n"
    (film.folder / "01_Assets/Styles/pointer.png").write_bytes(pointer)
    for place in ("01_Assets/Styles/more", "03_Renders", "04_Project_Files", "06_Exports"):
        film.place(place).joinpath("still.png").write_bytes(b"still")
    assert strays(film) == []


@pytest.mark.parametrize(
    "name", [".hidden", ".tmp-1", "draft~", ".gitattributes", "a\nb", "a\\b", "x" * 201, "still.png.asset.json", ""]
)
def test_names_that_no_asset_has(name: str) -> None:
    assert not may_be_asset(f"01_Assets/Styles/{name}")


@pytest.mark.parametrize("name", ["still.png", "Fog (2).tiff", "café.wav", "-rf"])
def test_names_that_an_asset_may_have(name: str) -> None:
    assert may_be_asset(f"01_Assets/Styles/{name}")
