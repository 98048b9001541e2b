"""The one place that runs Git: an argument list in a fixed environment.

No system or user configuration, no prompts, no protocols, literal pathspecs, a timeout. `GIT_CONFIG_GLOBAL=/dev/null`
alone would drop the LFS filters and commit raw media without a word, so they are given on each call; values on the
command line win over the repository's own.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from git import Git
from git.exc import GitCommandError, GitCommandNotFound

from app.errors import AuteurError, Unavailable

FIXED = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.attributesFile": os.devnull,
    "core.excludesFile": os.devnull,
    "core.editor": "true",
    "core.pager": "cat",
    "core.autocrlf": "false",
    "core.quotePath": "false",
    "core.sshCommand": "false",
    "credential.helper": "",
    "commit.gpgSign": "false",
    "diff.external": "",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "protocol.allow": "never",
    "filter.lfs.clean": "git-lfs clean -- %f",
    "filter.lfs.smudge": "git-lfs smudge -- %f",
    "filter.lfs.process": "git-lfs filter-process",
    "filter.lfs.required": "true",
    # Git LFS speaks HTTP by itself: a restore asks no server that a copied-in film names for media that is not here.
    "lfs.url": "http://127.0.0.1:0",
    "lfs.fetchexclude": "",
    "lfs.fetchinclude": "",
    "user.name": "Auteur",
    "user.email": "studio@auteur.invalid",
}
_OVERRIDES = [word for key, value in FIXED.items() for word in ("-c", f"{key}={value}")]
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C.UTF-8",
}


class GitFailed(AuteurError):
    """Git refused; `detail` holds its own words, without paths outside the project."""

    status, title, code = 409, "Git failed", "git_failed"


def execute(
    folder: Path, *arguments: str, timeout: float = 120, stdin: BinaryIO | None = None, **environment: str
) -> str:
    """The standard output of `git *arguments` in `folder`. Raises `GitFailed`, `Unavailable`."""
    command = ["git", *_OVERRIDES, *arguments]
    try:
        output = Git(str(folder)).execute(
            command,
            istream=stdin,
            env=_ENVIRONMENT | environment,
            kill_after_timeout=timeout,
            strip_newline_in_stdout=False,
        )
    except GitCommandNotFound as error:
        raise Unavailable("Git is not installed on the server.", code="git_missing") from error
    except GitCommandError as error:
        raise GitFailed(_words(error, folder)) from error
    return str(output)


def _words(error: GitCommandError, folder: Path) -> str:
    told = str(error.stderr or error.stdout).replace(str(folder), "the project").strip()
    return f"Git could not do its work: {told[-600:]}"
