from __future__ import annotations

import gc

import pytest

from app.system.containers import load_of, look
from tests.support.studios.processes import free_port

CPU = {"cpu_usage": {"total_usage": 400}, "system_cpu_usage": 2000, "online_cpus": 2}
BEFORE = {"cpu_usage": {"total_usage": 300}, "system_cpu_usage": 1000}


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{port}", "unix:///nowhere/docker.sock"])
def test_where_no_engine_answers_it_says_so_and_leaves_no_socket(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DOCKER_HOST", address.format(port=free_port()))
    found = look("auteur")
    gc.collect()  # which tells of a socket that nobody closed
    assert (found.engine, found.containers) == (None, [])
    assert "No container engine" in (found.reason or "")


def test_a_load_is_told_of_one_processor_and_of_all_networks() -> None:
    stats = {
        "cpu_stats": CPU,
        "precpu_stats": BEFORE,
        "memory_stats": {"usage": 10, "limit": 100},
        "networks": {"a": {"rx_bytes": 1, "tx_bytes": 2}, "b": {"rx_bytes": 3, "tx_bytes": 4}},
    }
    load = load_of("auteur-worker", "running", stats)
    assert (load.cpu_percent, load.memory_bytes, load.memory_limit_bytes) == (20.0, 10, 100)
    assert (load.received_bytes, load.sent_bytes) == (4, 6)


def test_a_container_that_has_just_started_has_no_load_yet() -> None:
    load = load_of("auteur-worker", "running", {"cpu_stats": CPU, "precpu_stats": {}})
    assert (load.cpu_percent, load.memory_bytes, load.received_bytes) == (0.0, 0, 0)
