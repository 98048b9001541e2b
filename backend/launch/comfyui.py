"""`python -m launch.comfyui native|docker`: whether the studio can start with ComfyUI, and what is missing if not."""

from __future__ import annotations

import http.client
import json
import sys
import urllib.request
from collections.abc import Mapping

from launch.stack import LaunchError, read_stack

_SECONDS = 5


def check(mode: str, given: Mapping[str, str]) -> str:
    """Where it is. Raises `LaunchError`."""
    return _in_containers(given) if mode == "docker" else _servers(given)


def _servers(given: Mapping[str, str]) -> str:
    urls = [url.strip().rstrip("/") for url in given.get("COMFYUI_URLS", "").split(",") if url.strip()]
    if not urls:
        raise LaunchError("Say where ComfyUI runs: make up-with-comfyui COMFYUI_URLS=http://127.0.0.1:8188")
    silent = [f"{url}: {reason}" for url in urls if (reason := _why_silent(url))]
    if len(silent) == len(urls):
        raise LaunchError(f"No ComfyUI answers. {'; '.join(silent)}")
    return "; ".join([f"ComfyUI answers at {len(urls) - len(silent)} of {len(urls)} addresses", *silent])


def _in_containers(given: Mapping[str, str]) -> str:
    if given.get("COMFYUI_URLS"):
        raise LaunchError("In containers the worker reaches no other host: MODE=native can use COMFYUI_URLS.")
    if not given.get("COMFYUI_IMAGE"):
        raise LaunchError("Name an image of ComfyUI that listens on port 8188: COMFYUI_IMAGE=…")
    return f"ComfyUI runs beside the worker, from {given['COMFYUI_IMAGE']}"


def _why_silent(url: str) -> str | None:
    """None where a ComfyUI answers."""
    try:
        with urllib.request.urlopen(f"{url}/queue", timeout=_SECONDS) as answer:  # noqa: S310  the person's own address
            known = "queue_running" in json.load(answer)
    except (OSError, ValueError, TypeError, http.client.HTTPException) as error:
        return str(error)
    return None if known else "it is no ComfyUI"


def main() -> int:
    try:
        print(check(sys.argv[1], read_stack().inherited))
    except LaunchError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
