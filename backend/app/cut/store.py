"""The cut of a film: one file once somebody has touched it, until then what the story says."""

from __future__ import annotations

from pydantic import ValidationError

from app.cut.schemas import ClipEntry, CutDocument
from app.errors import Conflict
from app.files.cached import Remembered, stamp
from app.files.paths import within
from app.files.write import Unreadable, encode_json, read_json
from app.projects import layout
from app.projects.film import Film
from app.story.tree import Tree

_cuts: Remembered[CutDocument | None] = Remembered()


def edited(film: Film) -> CutDocument | None:
    """None for a cut that nobody has touched. Raises `Conflict` for a damaged one: it is never taken for untouched."""
    path = within(film.folder, layout.CUT)
    return _cuts.get(path, stamp(path), lambda: _read(film))


def derived(film: Film, tree: Tree) -> CutDocument:
    """Every shot that is not omitted, in the story's order."""
    scenes = (tree.scenes[scene_id] for chapter in tree.outline.chapters for scene_id in chapter.scenes)
    shots = (shot for scene in scenes if not scene.omitted for shot in scene.shots)
    return CutDocument(fps=film.manifest.settings.fps, clips=[ClipEntry(id=shot.id, shot_id=shot.id) for shot in shots])


def encode(document: CutDocument) -> bytes:
    return encode_json(document.model_dump(mode="json"))


def _read(film: Film) -> CutDocument | None:
    try:
        return CutDocument.model_validate(read_json(within(film.folder, layout.CUT)))
    except FileNotFoundError:
        return None
    except (Unreadable, ValidationError) as error:
        raise Conflict(f"{layout.CUT} is damaged; restore it from Git.", code="cut_damaged") from error
