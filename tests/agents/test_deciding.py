"""What the crew proposes is accepted by a person, in whole or in part, or refused; nothing happens by itself."""

from __future__ import annotations

import pytest
from redis import Redis

from app.agents.schemas import NewShot, Proposal, Rewrite, Trade
from app.errors import Conflict, NotFound
from app.sample.making import SOURCE
from app.story import store
from app.story.edits import change_scene, remove_scene
from app.worker.advising import advise
from tests.support.films.crew import Crew
from tests.support.films.screenplays import Desk, contents, events


def synopses(screened: Desk) -> list[str]:
    return [scene.synopsis for scene in screened.scenes()]


def states(proposal: Proposal) -> dict[str, str]:
    return {each.change.id: each.state for each in proposal.changes}


def of_scenes(proposal: Proposal) -> list[Rewrite]:
    found = [each.change for each in proposal.changes]
    return [change for change in found if isinstance(change, Rewrite) and change.part == "scene"]


def messages(screened: Desk) -> list[str]:
    return [note["message"] for note in screened.notes()][1:]


def edit(screened: Desk, scene_id: str, synopsis: str) -> None:
    before = store.load(screened.film)
    store.save(screened.film, before, change_scene(before, scene_id, {"synopsis": synopsis}))


def test_what_is_proposed_changes_nothing_by_itself(crew: Crew, screened: Desk, redis: Redis) -> None:
    before = contents(screened.film)
    proposal = crew.ask(Trade.SCREENWRITER)
    assert proposal.status == "completed"
    assert set(states(proposal).values()) == {"open"}
    assert contents(screened.film) == before
    assert [kind for kind in events(redis, screened.film) if kind.startswith("agent.")] == [
        "agent.task.assigned",
        "agent.task.progress",
        "agent.task.progress",
        "agent.task.completed",
    ]


def test_accepting_all_is_one_commit(crew: Crew, screened: Desk, redis: Redis) -> None:
    proposal = crew.accept(crew.ask(Trade.SCREENWRITER))
    assert set(states(proposal).values()) == {"accepted"}
    assert all(synopses(screened))
    assert messages(screened) == [f"story: {len(proposal.changes)} changes proposed by the Screenwriter"]
    assert events(redis, screened.film)[-1] == "story.updated"


def test_accepting_a_part_leaves_the_rest_open(crew: Crew, screened: Desk) -> None:
    asked = crew.ask(Trade.SCREENWRITER)
    first, *others = of_scenes(asked)
    proposal = crew.accept(asked, first.id)
    assert states(proposal)[first.id] == "accepted"
    assert {states(proposal)[change.id] for change in others} == {"open"}
    assert [bool(line) for line in synopses(screened)] == [True, False, False, False, False]
    assert set(states(crew.accept(proposal)).values()) == {"accepted"}
    assert len(messages(screened)) == 2


def test_accepting_twice_does_it_once(crew: Crew, screened: Desk) -> None:
    proposal = crew.accept(crew.ask(Trade.SCREENWRITER))
    crew.accept(proposal, *states(proposal))
    assert len(messages(screened)) == 1


def test_refusing_changes_nothing(crew: Crew, screened: Desk) -> None:
    asked, before = crew.ask(Trade.SCREENWRITER), contents(screened.film)
    proposal = crew.refuse(asked)
    assert set(states(proposal).values()) == {"refused"}
    with pytest.raises(Conflict):
        crew.accept(proposal, "1")
    assert set(states(crew.accept(proposal)).values()) == {"refused"}
    assert contents(screened.film) == before


def test_what_was_written_by_hand_meanwhile_is_not_overwritten(crew: Crew, screened: Desk) -> None:
    asked = crew.ask(Trade.SCREENWRITER)
    mine, *others = of_scenes(asked)
    edit(screened, mine.element, "As the director wants it.")
    with pytest.raises(Conflict, match="SC001") as refused:
        crew.accept(asked, mine.id, others[0].id)
    assert refused.value.code == "proposal_outdated"
    assert synopses(screened)[:2] == ["As the director wants it.", ""]
    proposal = crew.accept(asked)
    assert states(proposal)[mine.id] == "outdated"
    assert synopses(screened)[0] == "As the director wants it."
    edit(screened, mine.element, "")
    assert states(crew.agents.get(screened.film, asked.id))[mine.id] == "open"


def test_what_was_thought_out_for_other_words_does_not_fit_any_more(crew: Crew, screened: Desk) -> None:
    asked = crew.ask(Trade.SCREENWRITER)
    screened.take_in(SOURCE.read_text().replace("A ferry noses in", "A trawler noses in"))
    told = states(crew.agents.get(screened.film, asked.id))
    assert [told[change.id] for change in of_scenes(asked)] == [
        "outdated",
        *["open"] * 4,
    ]


def test_a_change_of_something_that_is_gone_does_not_fit(crew: Crew, screened: Desk) -> None:
    asked = crew.ask(Trade.SCREENWRITER)
    before = store.load(screened.film)
    store.save(screened.film, before, remove_scene(before, of_scenes(asked)[0].element))
    assert states(crew.agents.get(screened.film, asked.id))[of_scenes(asked)[0].id] == "outdated"


def test_unknown_changes_and_tasks_are_refused(crew: Crew) -> None:
    asked = crew.ask(Trade.SCREENWRITER)
    with pytest.raises(NotFound):
        crew.accept(asked, "no such change")
    with pytest.raises(NotFound):
        crew.agents.get(crew.film, "no-such-task")


def test_a_task_can_be_cancelled_before_a_worker_has_it(crew: Crew, redis: Redis) -> None:
    task = crew.agents.ask(crew.film, Trade.PRODUCER, "")
    assert crew.agents.cancel(crew.film, task.id).status == "cancelled"
    advise(crew.workshop, crew.film.id, task.id)
    assert crew.agents.cancel(crew.film, task.id).status == "cancelled"
    assert events(redis, crew.film).count("agent.task.completed") == 1


def test_new_shots_are_none_here(crew: Crew) -> None:
    assert not any(isinstance(each.change, NewShot) for each in crew.ask(Trade.SCREENWRITER).changes)
