from __future__ import annotations

import subprocess

import pytest

from launch.comfyui import check
from launch.stack import ROOT, LaunchError
from tests.support.outside.comfyui import ComfyUI, Fault
from tests.support.studios.processes import environment, free_port


def test_a_server_that_answers_is_used_and_one_that_does_not_is_named() -> None:
    gone = f"http://127.0.0.1:{free_port()}"
    with ComfyUI() as server:
        assert check("native", {"COMFYUI_URLS": f"{server.url}/"}) == "ComfyUI answers at 1 of 1 addresses"
        said = check("native", {"COMFYUI_URLS": f"{server.url}, {gone}"})
    assert said.startswith(f"ComfyUI answers at 1 of 2 addresses; {gone}: ")


def test_something_else_at_the_address_is_no_comfyui() -> None:
    with ComfyUI() as server, pytest.raises(LaunchError, match="No ComfyUI answers"):
        server.faults.add(Fault.ANSWER_HTML)
        check("native", {"COMFYUI_URLS": server.url})


@pytest.mark.parametrize(
    ("mode", "given", "words"),
    [
        ("native", {}, "COMFYUI_URLS=http"),
        ("native", {"COMFYUI_URLS": " , "}, "COMFYUI_URLS=http"),
        ("docker", {}, "COMFYUI_IMAGE="),
        ("docker", {"COMFYUI_URLS": "http://a"}, "MODE=native"),
    ],
)
def test_what_is_missing_is_said(mode: str, given: dict[str, str], words: str) -> None:
    with pytest.raises(LaunchError, match=words):
        check(mode, given)


def test_in_containers_an_image_is_enough() -> None:
    assert "my/comfyui" in check("docker", {"COMFYUI_IMAGE": "my/comfyui"})


def test_make_starts_nothing_while_something_is_missing() -> None:
    asked = subprocess.run(
        ["make", "up-with-comfyui"],
        cwd=ROOT,
        env=environment(MODE="native", COMFYUI_URLS=f"http://127.0.0.1:{free_port()}"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode != 0
    assert "No ComfyUI answers" in asked.stderr
    assert "Starting" not in asked.stdout
