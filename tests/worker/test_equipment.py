from __future__ import annotations

from pathlib import Path

import pytest

from app.config import Settings
from app.worker.equipment import look, memory


def driver(folder: Path, words: str, code: int = 0) -> str:
    """A machine whose NVIDIA tool says these words."""
    tool = folder / "nvidia-smi"
    tool.write_text(f"#!/bin/sh\ncat <<'WORDS'\n{words}\nWORDS\nexit {code}\n")
    tool.chmod(0o755)
    return f"{folder}:/usr/bin:/bin"


@pytest.mark.parametrize(
    ("words", "code", "gpu", "vram"),
    [
        ("NVIDIA H200, 143771", 0, "NVIDIA H200", 140.4),
        ("Tesla T4, 15360\nNVIDIA A10G, 23028\n", 0, "NVIDIA A10G", 22.5),
        ("GPU, with a comma, 12288", 0, "GPU, with a comma", 12.0),
        ("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.", 9, None, 0),
        ("Odd, [N/A]", 0, None, 0),
        ("", 0, None, 0),
    ],
)
def test_a_gpu_is_known_by_its_driver(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, code: int, gpu: str | None, vram: float
) -> None:
    monkeypatch.setenv("PATH", driver(tmp_path, words, code))
    found = look(Settings(auteur_pipelines="null"))
    assert (found.gpu, found.vram) == (gpu, vram)


def test_without_a_driver_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = look(Settings(auteur_pipelines="null"))
    assert (found.gpu, found.vram, found.able, found.lacking, found.models) == (None, 0, ["null"], {}, [])


def test_a_pipeline_without_weights_says_what_it_lacks_and_leaves_its_tasks_to_the_next(tmp_path: Path) -> None:
    found = look(Settings(auteur_pipelines="diffusers,storyboard", workspace_root=tmp_path))
    assert (found.able, found.models) == (["storyboard"], [])
    assert found.lacking["diffusers"]


def test_the_setting_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", driver(tmp_path, "NVIDIA H200, 143771"))
    assert look(Settings(auteur_vram_gb=24)).vram == 24
    assert look(Settings(auteur_vram_gb=0)).vram == 0


def test_a_machine_has_memory() -> None:
    found = memory()
    assert 0 < found.free_mb <= found.total_mb
