from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files.write import Unreadable, encode_json, publish, read_json, replacing, write_bytes, write_json

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    write_bytes(path, b"old")
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_leaves_the_old_file_and_no_temporary(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    write_bytes(path, b"old")
    with pytest.raises(TypeError), replacing(path) as file:
        file.writelines([b"half of the new", None])  # type: ignore[list-item]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_reader_beside_many_writers_never_sees_a_torn_file(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    values = [{"writer": n, "text": str(n) * 20_000} for n in range(4)]
    write_json(path, values[0])

    def write(value: object) -> None:
        for _ in range(10):
            write_json(path, value)

    writers = [threading.Thread(target=write, args=(value,)) for value in values]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert read_json(path) in values
    assert list(tmp_path.iterdir()) == [path]


@given(JSON)
def test_json_comes_back_as_it_went(value: object) -> None:
    encoded = encode_json(value)
    assert json.loads(encoded) == value
    assert encoded.endswith(b"\n")


@pytest.mark.parametrize("torn", [b"", b"{", b'{"a": ', b"\xff\xfe", b"[" * 100_000])
def test_a_torn_file_is_unreadable_and_never_empty(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "story.json"
    path.write_bytes(torn)
    with pytest.raises(Unreadable, match=r"story\.json"):
        read_json(path)


def test_a_finished_file_is_moved_in_under_its_name(tmp_path: Path) -> None:
    temporary, final = tmp_path / ".tmp-1", tmp_path / "take.png"
    temporary.write_bytes(b"picture")
    publish(temporary, final)
    assert list(tmp_path.iterdir()) == [final]
    assert final.read_bytes() == b"picture"


def test_moving_in_never_overwrites(tmp_path: Path) -> None:
    temporary, final = tmp_path / ".tmp-1", tmp_path / "take.png"
    temporary.write_bytes(b"new")
    final.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        publish(temporary, final)
    assert final.read_bytes() == b"old"
