"""The layout of a film's folder, declared once: creating, checking and repairing read it here."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePosixPath

from app.git.lfs import ATTRIBUTES

FOLDERS = (
    "01_Assets/Characters",
    "01_Assets/Locations",
    "01_Assets/Styles",
    "01_Assets/Music",
    "02_Source_Creative/Scripts",
    "02_Source_Creative/Storyboards",
    "02_Source_Creative/Canvas",
    "02_Source_Creative/scenes",
    "03_Renders",
    "04_Project_Files",
    "05_Cache",
    "06_Exports",
)
IGNORED = ("05_Cache", "06_Exports")
LIBRARY = ("Pipeline_Templates", "Stock_Media", "Characters", "Styles", "Locations", "AI_Models")

MANIFEST = "project.json"
STORY = "02_Source_Creative/story.json"
SCENES = "02_Source_Creative/scenes"
SCREENPLAY = "02_Source_Creative/screenplay.json"
CUT = "02_Source_Creative/cut.json"
CANVAS = "02_Source_Creative/Canvas/canvas.json"
RENDERS = "03_Renders"
EXPORTS = "06_Exports"
LOCK = "film.lock"
CACHE = "05_Cache"
REFUSED = ".refused"  # behind the name of a file that stays out of the film's history, e.g. a pickle
STATE = ".auteur"  # ours: journals, locks, what waits to be committed

TAKE_RECORD = "take.json"  # in the folder of a take

KEEP = ".gitkeep"  # Git knows no empty folders; a clone must have them all
FILES = {
    ".gitattributes": "# Written by Auteur: media goes through Git LFS.\n" + ATTRIBUTES,
    ".gitignore": "".join(f"/{folder}/\n" for folder in (STATE, *IGNORED)) + f".tmp-*\n*{REFUSED}\n*{REFUSED}.*\n",
    **{f"{folder}/{KEEP}": "" for folder in FOLDERS if folder not in IGNORED},
}


def may_enter(path: str) -> bool:
    """Whether a film's history may hold it. Git's own files are ours: a nested `.gitattributes` is not for others to
    set, though it would rule in every clone."""
    if path in FILES:
        return True
    return not any(part.casefold().startswith((".git", ".lfsconfig")) for part in PurePosixPath(path).parts)


class AssetType(StrEnum):
    CHARACTERS = "characters"
    LOCATIONS = "locations"
    STYLES = "styles"
    MUSIC = "music"
    AUDIO = "audio"
    SCRIPTS = "scripts"
    STORYBOARDS = "storyboards"
    RENDERS = "renders"
    PROJECT_FILES = "project_files"
    EDITS = "edits"
    EXPORTS = "exports"


ASSET_FOLDERS = {
    AssetType.CHARACTERS: "01_Assets/Characters",
    AssetType.LOCATIONS: "01_Assets/Locations",
    AssetType.STYLES: "01_Assets/Styles",
    AssetType.MUSIC: "01_Assets/Music",
    AssetType.AUDIO: "01_Assets/Music",
    AssetType.SCRIPTS: "02_Source_Creative/Scripts",
    AssetType.STORYBOARDS: "02_Source_Creative/Storyboards",
    AssetType.RENDERS: RENDERS,
    AssetType.PROJECT_FILES: "04_Project_Files",
    AssetType.EDITS: "06_Exports",
    AssetType.EXPORTS: "06_Exports",
}
_TYPES = {folder: kind for kind, folder in reversed(ASSET_FOLDERS.items()) if kind != AssetType.AUDIO}


def asset_type_of(path: str) -> AssetType | None:
    """What the folder holds in which it lies, at any depth."""
    return next((kind for folder, kind in _TYPES.items() if path.startswith(f"{folder}/")), None)
