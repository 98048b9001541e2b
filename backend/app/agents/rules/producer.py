"""What the film takes, and what is missing before it can be made."""

from __future__ import annotations

from collections.abc import Iterator

from app.agents.material import Material
from app.agents.rules.casting_director import needs_face, needs_lora
from app.agents.rules.location_scout import pictured, places
from app.agents.rules.writing import clock, listed, plural, says, table
from app.agents.schemas import Advice, Finding
from app.projects.schemas import Quality

_GIB = 2**30


def advise(material: Material) -> Advice:
    return Advice(findings=[_film(material), _tiers(material), *_missing(material)], changes=[])


def _film(material: Material) -> Finding:
    shots = [shot for scene in material.scenes for shot in scene.shots]
    done, whole = sum(shot.id in material.shot for shot in shots), clock(sum(shot.duration for shot in shots))
    text = (
        f"{plural(len(material.scenes), 'scene')}, {plural(len(shots), 'shot')}, {whole} as planned."
        f" {done} of the shots have a take; {len(shots) - done} are left to make."
    )
    return says("The film", text)


def _tiers(material: Material) -> Finding:
    shots = [shot for scene in material.scenes for shot in scene.shots]
    left = sum(shot.id not in material.shot for shot in shots)
    rows = [(None, _tier(material, tier, left)) for tier in Quality]
    text = "One take of each shot that has none. Minutes and sizes are the median of the takes made here so far."
    if not any(material.measured.seconds.values()):
        text = (
            "One take of each shot that has none. Nothing was made here yet: minutes are known after the first takes."
        )
    columns = ("Tier", "#Takes", "#Each", "#Together", "#Disk", "This film’s")
    return table("What it takes", text, columns, rows)


def _tier(material: Material, tier: Quality, count: int) -> list[object]:
    each, size = material.measured.seconds[tier], material.measured.sizes[tier]
    return [
        tier.capitalize(),
        count,
        "not measured" if each is None else f"{each:.1f} s",
        "—" if each is None else f"{each * count / 60:.1f} min",
        "—" if size is None else _bytes(size * count),
        "yes" if tier is material.quality else "",
    ]


def _missing(material: Material) -> Iterator[Finding]:
    found = list(_lacks(material))
    rows = [(None, line) for line in found]
    if rows:
        table_ = table("What is missing", "", ("What", "Who or where", "What to do"), rows)
        yield table_.model_copy(update={"asks": True})
    else:
        yield says("What is missing", "Nothing that the crew knows of: the film can be made.")


def _lacks(material: Material) -> Iterator[list[str]]:
    if material.script is None:
        yield ["Screenplay", "—", "Import a Fountain or Final Draft file."]
    if bare := [scene.code for scene in material.scenes if not scene.shots]:
        yield ["Shots", listed(bare), "Ask the First AD."]
    if faceless := [player.name for player in material.cast if needs_face(material, player)]:
        yield ["Base faces", listed(faceless), "Have them drawn on the character's page, or upload them."]
    if drifting := [player.name for player in material.cast if needs_lora(material, player)]:
        yield ["LoRAs", listed(drifting), "Train them once the face is there."]
    if unseen := [place.capitalize() for place in places(material) if not pictured(material, place)]:
        yield ["Look references", listed(unseen), "Drop a picture under Locations."]
    if not material.models:
        yield ["Model weights", "—", "Without them the storyboard pipeline draws every frame."]
    if (need := _room(material)) > material.measured.free:
        yield ["Disk", _bytes(need - material.measured.free), "Make room before generating at this film's tier."]


def _room(material: Material) -> float:
    """Bytes for a take of each shot that has none, at the film's tier."""
    shots = [shot for scene in material.scenes for shot in scene.shots if shot.id not in material.shot]
    return (material.measured.sizes[material.quality] or 0.0) * len(shots)


def _bytes(size: float) -> str:
    return f"{size / _GIB:.1f} GiB" if size >= _GIB else f"{size / 2**20:.1f} MiB"
