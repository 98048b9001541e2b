"""The draft on paper: how long, how built, who speaks, and what each scene is about in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from app.agents.changes import Target, rewrite
from app.agents.material import Material
from app.agents.rules.writing import clock, listed, pages, percent, plural, says, table
from app.agents.schemas import Advice, Finding, Part, Rewrite
from app.projects.making.narratives import CHAPTERS, Narrative
from app.screenplay.breakdown.timing import eighths, seconds
from app.screenplay.fountain.elements import Kind
from app.screenplay.fountain.emphasis import plain
from app.screenplay.revision.chapters import shares
from app.screenplay.script.presence import speeches
from app.screenplay.script.scenes import ScriptScene
from app.screenplay.script.script import Script
from app.story.schemas import Scene

_LONG_SCENE = 24  # eighths: three pages, after which audiences look at their watches
_LONG_SPEECH = 60  # words: some twenty-five seconds in one breath
_OFF = 0.15  # of the film: an act that is so much longer or shorter than usual is worth a look
_LINE = 160  # characters of a synopsis
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def advise(material: Material) -> Advice:
    if material.script is None:
        text = "This film has no screenplay yet. Import a Fountain or Final Draft file, and ask again."
        return Advice(findings=[says("No screenplay", text, asks=True)], changes=[])
    findings = [_draft(material.script), _structure(material), *_beats(material), _scenes(material)]
    findings += [_dialogue(material.script), *_worth_a_look(material)]
    return Advice(findings=findings, changes=[*_chapter_lines(material, material.script), *_scene_lines(material)])


def _draft(script: Script) -> Finding:
    scenes = script.scenes
    said = sum(len(words.split()) for scene in scenes for _, words in speeches(scene))
    words = said + sum(len(plain(each.text).split()) for s in scenes for each in s.elements if each.kind is Kind.ACTION)
    outside = sum(scene.slug.setting.startswith("EXT") for scene in scenes)
    text = (
        f"{pages(sum(map(eighths, scenes)))} pages in {plural(len(scenes), 'scene')}, about "
        f"{clock(sum(map(seconds, scenes)))} on the screen. {outside} outside, {len(scenes) - outside} inside. "
        f"Dialogue is {percent(said, words)} of the words."
    )
    return says("The draft", text)


def _structure(material: Material) -> Finding:
    """The film's chapters, against what the narrative usually gives them."""
    chapters = material.tree.outline.chapters
    lengths = [sum(_eighths(material, scene) for scene in material.scenes_of(chapter)) for chapter in chapters]
    whole, stages = sum(lengths), CHAPTERS[material.narrative]
    usual = shares(material.narrative, len(chapters)) if len(chapters) == len(stages) else None
    rows = [
        (c.id, [c.code, c.name, pages(length), percent(length, whole), percent(usual[i], 1) if usual else "—"])
        for i, (c, length) in enumerate(zip(chapters, lengths, strict=True))
    ]
    off = [
        f"{c.name or c.code} is {'longer' if length / whole > share else 'shorter'} than usual"
        for c, length, share in zip(chapters, lengths, usual or [], strict=False)
        if whole and abs(length / whole - share) > _OFF
    ]
    built = f"Read as {_NAMED[material.narrative]}." if stages else "No narrative structure was chosen."
    return table("Structure", " ".join([built, *(f"{each}." for each in off)]), _STRUCTURE, rows)


_STRUCTURE = ("Chapter", "Name", "#Pages", "#Share", "#Usual")
_NAMED = {
    Narrative.THREE_ACT: "three acts",
    Narrative.HERO_JOURNEY: "a hero's journey",
    Narrative.BEAT_SHEET: "a beat sheet",
    Narrative.STORY_CIRCLE: "a story circle",
    Narrative.NONE: "",
}
_TURNS = {
    Narrative.THREE_ACT: (
        ("Inciting incident", 0.12),
        ("First turning point", 0.25),
        ("Midpoint", 0.5),
        ("Second turning point", 0.75),
        ("Climax", 0.9),
    ),
}


def _beats(material: Material) -> list[Finding]:
    """The scene that plays where the narrative wants each turn: does it turn there?"""
    told = material.scenes
    ends = list(accumulate(_eighths(material, scene) for scene in told))
    if not ends or material.narrative is Narrative.NONE:
        return []
    rows = []
    for name, share in _turns(material.narrative):
        at = next(i for i, end in enumerate(ends) if share * ends[-1] <= end)
        scene = told[at]
        rows.append((scene.id, [name, pages(max(1, round(share * ends[-1]))), scene.code, scene.slug]))
    text = "What plays at the page where this narrative turns. Each should change something."
    return [table("Beats", text, ("Beat", "#Page", "Scene", "Slug line"), rows)]


def _turns(narrative: Narrative) -> Sequence[tuple[str, float]]:
    if narrative in _TURNS:
        return _TURNS[narrative]
    stages = CHAPTERS[narrative]
    parts = shares(narrative, len(stages))
    return [(name, end - own / 2) for name, own, end in zip(stages, parts, accumulate(parts), strict=True)]


def _scenes(material: Material) -> Finding:
    rows = [(scene.id, _scene(scene, material.written.get(scene.id))) for scene in material.scenes]
    return table("Scenes", "", ("Scene", "Slug line", "#Pages", "#Time", "#Speeches", "Who"), rows)


def _scene(scene: Scene, written: ScriptScene | None) -> list[object]:
    who = listed(scene.characters)
    if written is None:
        return [scene.code, scene.slug, "—", "—", "—", who]
    said = sum(1 for _ in speeches(written))
    return [scene.code, scene.slug, pages(eighths(written)), clock(seconds(written)), said, who]


def _dialogue(script: Script) -> Finding:
    parts = [part for part in script.parts if part.speeches]
    whole, longest = sum(part.words for part in parts), _longest(script)
    rows = [
        (None, [part.shown, part.speeches, part.words, percent(part.words, whole), longest[part.name]])
        for part in sorted(parts, key=lambda part: -part.words)
    ]
    return table("Dialogue", "", ("Character", "#Speeches", "#Words", "#Share", "#Longest"), rows)


def _longest(script: Script) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for scene in script.scenes:
        for name, words in speeches(scene):
            found[name] = max(found.get(name, 0), len(words.split()))
    return found


def _worth_a_look(material: Material) -> Iterator[Finding]:
    codes = {key: material.tree.scenes[key].code for key in material.written}
    long = [codes[key] for key, scene in material.written.items() if eighths(scene) > _LONG_SCENE]
    if long:
        yield says("Long scenes", f"{listed(long)}: more than three pages. Could it start later?", asks=True)
    speaking = [
        codes[key]
        for key, scene in material.written.items()
        if any(len(words.split()) > _LONG_SPEECH for _, words in speeches(scene))
    ]
    if speaking:
        yield says("Long speeches", f"{listed(speaking)}: a speech of more than {_LONG_SPEECH} words.", asks=True)


def _chapter_lines(material: Material, script: Script) -> Iterator[Rewrite]:
    """What the writer noted below a section belongs to the chapter of that name."""
    noted = _noted(script)
    for chapter in material.tree.outline.chapters:
        line = noted.get(" ".join(chapter.name.casefold().split()), "")
        if line and not chapter.synopsis:
            why = "The screenplay's own synopsis below this section."
            yield rewrite(material.stand, Target(Part.CHAPTER, chapter.id, "synopsis"), line, why)


def _noted(script: Script) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    section: str | None = None
    for each in script.elements:
        if each.kind is Kind.SECTION:
            section = " ".join(plain(each.text).casefold().split()) if each.depth == 1 else None
        elif each.kind is Kind.HEADING:
            section = None
        elif each.kind is Kind.SYNOPSIS and section is not None:
            found.setdefault(section, []).append(plain(each.text))
    return {name: " ".join(lines) for name, lines in found.items()}


def _scene_lines(material: Material) -> Iterator[Rewrite]:
    for scene in material.scenes:
        written = material.written.get(scene.id)
        line = _synopsis(written, scene.characters) if written and not scene.synopsis else ""
        if line:
            why = "From the action: who does what, in the scene's own words."
            yield rewrite(material.stand, Target(Part.SCENE, scene.id, "synopsis"), line, why)


def _synopsis(scene: ScriptScene, people: Sequence[str]) -> str:
    """The first sentence that begins with what someone of the scene does, else one that names them, else the first."""
    action = " ".join(" ".join(plain(e.text).split()) for e in scene.elements if e.kind is Kind.ACTION)
    sentences = [each for each in _SENTENCE.split(action) if each]
    names = "|".join(map(re.escape, people)) or "(?!)"
    does = re.compile(rf"(?:{names})(?! ?['\u2019])\b", re.IGNORECASE)
    found = next(filter(does.match, sentences), None) or next(filter(does.search, sentences), None)
    line = found or next(iter(sentences), "")
    return line if len(line) <= _LINE else line[:_LINE].rsplit(" ", 1)[0] + "…"


def _eighths(material: Material, scene: Scene) -> int:
    """A scene that is not in the screenplay is as long as its shots last: a minute a page."""
    written = material.written.get(scene.id)
    return eighths(written) if written else max(1, round(sum(shot.duration for shot in scene.shots) * 8 / 60))
