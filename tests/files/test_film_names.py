from __future__ import annotations

import contextlib
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.errors import Invalid
from app.files.names import MAX_NAME, MAX_NAME_BYTES, film_name, fold
from tests.support.clients.names import GOOD_FILMS, HOSTILE_FILMS

LIKELY = st.text(st.characters(categories=["L", "N", "M", "Zs", "P"]), min_size=1, max_size=110)


def accepted(raw: str) -> str:
    try:
        return film_name(raw)
    except Invalid:
        assume(False)
        raise


@pytest.mark.parametrize("name", GOOD_FILMS)
def test_what_a_film_may_be_called_is_taken_as_it_is(name: str) -> None:
    assert film_name(name) == name


@pytest.mark.parametrize("name", HOSTILE_FILMS)
def test_a_name_that_can_not_be_a_folder_is_refused(name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        film_name(name)
    assert refusal.value.field == "name"
    assert ("required" if not name.strip() else "Invalid") in refusal.value.detail


@pytest.mark.parametrize("name", HOSTILE_FILMS)
def test_a_refusal_can_always_be_encoded(name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        film_name(name + "\ud800")
    refusal.value.detail.encode()


def test_space_around_a_name_is_trimmed() -> None:
    assert film_name("  Nosferatu \t\n") == "Nosferatu"


def test_both_spellings_of_an_accent_are_one_name() -> None:
    assert film_name(unicodedata.normalize("NFD", "café")) == film_name("café") == "café"


@given(st.one_of(st.text(max_size=120), LIKELY))
def test_an_accepted_name_is_stable_bounded_and_one_path_part(raw: str) -> None:
    name = accepted(raw)
    assert film_name(name) == name
    assert unicodedata.is_normalized("NFC", name)
    assert name == name.strip()
    assert 1 <= len(name) <= MAX_NAME
    assert len(name.encode()) <= MAX_NAME_BYTES
    assert not set('/\\\0:*?"<>|\n') & set(name)
    assert name[0] not in ".-"
    assert name[-1] not in ". "


@given(st.text(max_size=300))
def test_any_text_is_a_name_or_an_invalid_one(raw: str) -> None:
    with contextlib.suppress(Invalid):
        film_name(raw)


@given(LIKELY)
def test_case_and_spelling_do_not_tell_names_apart(raw: str) -> None:
    name = accepted(raw)
    assert fold(unicodedata.normalize("NFD", name)) == fold(name)
    assert fold(name.casefold()) == fold(name)
    assert fold(fold(name)) == fold(name)
