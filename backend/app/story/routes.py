from __future__ import annotations

from typing import Annotated, TypeVar

from fastapi import APIRouter, Path, Response

from app.idempotency import OnceRoute
from app.projects.dependencies import FilmDep
from app.schemas import problems
from app.story import store, telling
from app.story.dependencies import GuardedDep, StoriesDep
from app.story.schemas import (
    ChapterCreate,
    ChapterNode,
    ChapterPatch,
    Kind,
    Move,
    SceneCreate,
    SceneFields,
    SceneNode,
    ShotCreate,
    ShotFields,
    ShotNode,
    Story,
)

router = APIRouter(tags=["story"], route_class=OnceRoute, prefix="/projects/{project_id}")

_Node = TypeVar("_Node", ChapterNode, SceneNode, ShotNode)
ElementPath = Annotated[str, Path(max_length=64)]
_CREATE = problems(404, 409, 422, 503, 507)
_EDIT = problems(404, 409, 412, 422, 503, 507)


@router.get("/story", response_model=Story, responses=problems(404, 409))
def get_story(film: FilmDep, stories: StoriesDep) -> Response:
    """The whole tree with codes, ids, take counts and chosen takes."""
    headers = {"ETag": store.load(film).etag}
    return Response(telling.tell_film(film, stories.take_counts).wire, media_type="application/json", headers=headers)


@router.post("/chapters", status_code=201, responses=_CREATE)
def add_chapter(wanted: ChapterCreate, film: FilmDep, stories: StoriesDep, response: Response) -> ChapterNode:
    tree, added = stories.add_chapter(film, wanted)
    return _tagged(telling.tell_chapter(tree, tree.chapter(added), {}), response)


@router.patch("/chapters/{element_id}", responses=_EDIT)
def change_chapter(element_id: ElementPath, wanted: ChapterPatch, edit: GuardedDep) -> ChapterNode:
    tree = edit.change(Kind.CHAPTER, element_id, wanted)
    return _tagged(telling.tell_chapter(tree, tree.chapter(element_id), edit.take_counts()), edit.response)


@router.delete("/chapters/{element_id}", status_code=204, responses=_EDIT)
def remove_chapter(element_id: ElementPath, edit: GuardedDep) -> None:
    edit.remove(Kind.CHAPTER, element_id)


@router.post("/scenes", status_code=201, responses=_CREATE)
def add_scene(wanted: SceneCreate, film: FilmDep, stories: StoriesDep, response: Response) -> SceneNode:
    tree, added = stories.add_scene(film, wanted)
    return _tagged(telling.tell_scene(tree.scene(added), {}), response)


@router.patch("/scenes/{element_id}", responses=_EDIT)
def change_scene(element_id: ElementPath, wanted: SceneFields, edit: GuardedDep) -> SceneNode:
    tree = edit.change(Kind.SCENE, element_id, wanted)
    return _tagged(telling.tell_scene(tree.scene(element_id), edit.take_counts()), edit.response)


@router.delete("/scenes/{element_id}", status_code=204, responses=_EDIT)
def remove_scene(element_id: ElementPath, edit: GuardedDep) -> None:
    edit.remove(Kind.SCENE, element_id)


@router.post("/shots", status_code=201, responses=_CREATE)
def add_shot(wanted: ShotCreate, film: FilmDep, stories: StoriesDep, response: Response) -> ShotNode:
    """At the end of its scene, or before a sibling: then its code lies between its neighbours'."""
    tree, added = stories.add_shot(film, wanted)
    return _tagged(telling.tell_shot(tree.shot(added), {}), response)


@router.patch("/shots/{element_id}", responses=_EDIT)
def change_shot(element_id: ElementPath, wanted: ShotFields, edit: GuardedDep) -> ShotNode:
    tree = edit.change(Kind.SHOT, element_id, wanted)
    return _tagged(telling.tell_shot(tree.shot(element_id), edit.take_counts()), edit.response)


@router.delete("/shots/{element_id}", status_code=204, responses=_EDIT)
def remove_shot(element_id: ElementPath, edit: GuardedDep) -> None:
    """Its takes stay on disk and belong to no shot any more."""
    edit.remove(Kind.SHOT, element_id)


@router.post("/story/move", responses=_CREATE)
def move_element(wanted: Move, film: FilmDep, stories: StoriesDep, response: Response) -> Story:
    """Chapter, scene or shot; ids and takes go with it."""
    tree = stories.move(film, wanted)
    response.headers["ETag"] = tree.etag
    return telling.tell(tree, stories.take_counts(film))


def _tagged(node: _Node, response: Response) -> _Node:
    response.headers["ETag"] = node.etag
    return node
