from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Invalid
from app.files.paths import within


@pytest.mark.parametrize("relative", ["", "/etc/passwd", "../x", "a/../../x", "a/..", "a\0b", "a\\b", "..", "//x"])
def test_a_path_that_leads_out_is_refused(tmp_path: Path, relative: str) -> None:
    with pytest.raises(Invalid):
        within(tmp_path, relative)


def test_a_path_inside_need_not_exist_yet(tmp_path: Path) -> None:
    assert within(tmp_path, "a/b.png") == tmp_path / "a" / "b.png"


def test_no_link_is_followed_whether_last_or_on_the_way(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    root = tmp_path / "root"
    outside.mkdir()
    root.mkdir()
    (root / "way").symlink_to(outside)
    for relative in ("way", "way/secret.png"):
        with pytest.raises(Invalid):
            within(root, relative)


@given(st.text(st.sampled_from("./\\a\0"), max_size=12))
def test_whatever_is_asked_for_lies_beneath_the_root_or_is_refused(relative: str) -> None:
    root = Path("/nowhere/root")
    try:
        found = within(root, relative)
    except Invalid:
        return
    assert root in found.parents
    assert ".." not in found.parts
