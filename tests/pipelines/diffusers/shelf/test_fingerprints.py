from __future__ import annotations

import hashlib
import os
from pathlib import Path

from app.pipelines.diffusers.shelf.announcing import announce
from app.pipelines.diffusers.shelf.discovery import find
from app.pipelines.diffusers.shelf.fingerprints import Fingerprints, sha256
from tests.support.generation.weights import SDXL_TENSOR, write_model, write_weights


def test_a_file_has_the_hash_that_everybody_computes(tmp_path: Path) -> None:
    path = write_weights(tmp_path / "xl.safetensors", SDXL_TENSOR)
    [model] = find(tmp_path)
    assert Fingerprints(tmp_path).of(model) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_weights_are_read_once(tmp_path: Path) -> None:
    path = write_weights(tmp_path / "xl.safetensors", SDXL_TENSOR)
    [model] = find(tmp_path)
    before, stamp = Fingerprints(tmp_path).of(model), path.stat()
    path.write_bytes(path.read_bytes()[::-1])  # behind the stamp's back, to see that nobody looks
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert Fingerprints(tmp_path).of(model) == before


def test_other_weights_have_another_hash(tmp_path: Path) -> None:
    write_weights(tmp_path / "xl.safetensors", SDXL_TENSOR)
    [model] = find(tmp_path)
    known = Fingerprints(tmp_path)
    before = known.of(model)
    write_weights(tmp_path / "xl.safetensors", SDXL_TENSOR, numbers=9)
    [changed] = find(tmp_path)
    assert known.known(changed) is None
    assert known.of(changed) != before


def test_the_hash_of_several_files_is_of_their_names_too(tmp_path: Path) -> None:
    one = write_weights(tmp_path / "a/one.safetensors", "weight")
    other = write_weights(tmp_path / "b/one.safetensors", "weight")
    third = write_weights(tmp_path / "c/one.safetensors", "weight")
    assert sha256(one, other) == sha256(one, other)
    assert sha256(one, other) != sha256(one, third)


def test_a_hash_is_told_once_it_is_known(tmp_path: Path) -> None:
    write_model(tmp_path / "films" / "flux", "FluxPipeline", {"transformer": "a.safetensors"})
    [model] = find(tmp_path)
    [told] = announce(tmp_path, [model])
    assert (told.sha256, told.path, told.makes) == (None, "films/flux", ["image_to_image", "inpaint", "text_to_image"])
    made = Fingerprints(tmp_path).of(model)
    assert announce(tmp_path, find(tmp_path))[0].sha256 == made
