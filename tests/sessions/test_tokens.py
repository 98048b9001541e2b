from __future__ import annotations

import pytest

from app.errors import SignInRequired, TooMany
from app.sessions.tokens import MAX_WRONG, WINDOW_SECONDS, Token


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def token(clock: Clock) -> Token:
    return Token("right", clock)


def guess(token: Token, times: int, place: str = "here") -> None:
    for _ in range(times):
        with pytest.raises(SignInRequired):
            token.check("wrong", place)


def test_the_right_one_passes_as_often_as_it_is_said(token: Token) -> None:
    for _ in range(3 * MAX_WRONG):
        token.check("right", "here")


def test_at_the_limit_of_wrong_ones_the_right_one_still_passes_past_it_none_does(token: Token) -> None:
    guess(token, MAX_WRONG - 1)
    token.check("right", "here")
    guess(token, 1)
    for said in ("right", "wrong"):
        with pytest.raises(TooMany):
            token.check(said, "here")


def test_after_a_while_one_may_try_again(token: Token, clock: Clock) -> None:
    guess(token, MAX_WRONG)
    clock.now += WINDOW_SECONDS
    token.check("right", "here")
    guess(token, MAX_WRONG)


def test_who_guesses_locks_out_nobody_else(token: Token) -> None:
    guess(token, MAX_WRONG, "there")
    token.check("right", "here")


def test_places_without_number_are_not_remembered_for_ever(token: Token) -> None:
    for number in range(10_050):
        guess(token, 1, str(number))
    guess(token, MAX_WRONG, "0")
    assert len(token._wrong) == 10_000
