"""Names for people who have not said theirs."""

from __future__ import annotations

import secrets

_LIGHTS = ("Amber", "Blue", "Copper", "Golden", "Indigo", "Ivory", "Jade", "Ruby", "Silver", "Velvet", "Violet")
_CREW = ("Animator", "Colorist", "Composer", "Director", "Editor", "Gaffer", "Grip", "Operator", "Producer", "Writer")


def invent() -> str:
    return f"{secrets.choice(_LIGHTS)} {secrets.choice(_CREW)}"
