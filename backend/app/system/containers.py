"""The studio's containers as their engine sees them, where this process reaches one: local processes may, the backend's
container never does."""

from __future__ import annotations

import os
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from app.system.schemas import ContainerLoad, Containers

_ANSWER_SECONDS = 5
_AT_ONCE = 16
_SOCKET = "unix:///var/run/docker.sock"
_PROJECT = "com.docker.compose.project"
_NOBODY = "No container engine can be reached from here. In containers `docker stats` tells the same on their host."


def look(project: str) -> Containers:
    """Those of one compose project."""
    try:
        import docker  # noqa: PLC0415  an extra
        from docker.errors import DockerException  # noqa: PLC0415
        from requests.exceptions import RequestException  # noqa: PLC0415
    except ImportError:
        return Containers(engine=None, reason=_NOBODY, containers=[])
    if _is_deaf(os.environ.get("DOCKER_HOST", _SOCKET)):
        return Containers(engine=None, reason=_NOBODY, containers=[])
    try:
        client = docker.from_env(timeout=_ANSWER_SECONDS)
        try:
            found = client.containers.list(ignore_removed=True, filters={"label": f"{_PROJECT}={project}"})
            with ThreadPoolExecutor(_AT_ONCE) as pool:
                loads = sorted(pool.map(_load, found), key=lambda load: load.name)
            return Containers(engine=str(client.version()["Version"]), reason=None, containers=loads)
        finally:
            client.close()
    except (DockerException, RequestException):
        return Containers(engine=None, reason=_NOBODY, containers=[])


def _is_deaf(address: str) -> bool:
    """Whether nobody listens at a local engine's address: the engine's library would leave its socket open then."""
    if not address.startswith("unix://"):
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(address.removeprefix("unix://")) != 0


def _load(container: Any) -> ContainerLoad:
    return load_of(container.name, container.status, container.stats(stream=False))


def load_of(name: str, status: str, stats: dict[str, Any]) -> ContainerLoad:
    """From what the engine's API calls stats: two looks at the processors, a second apart."""
    memory, networks = stats.get("memory_stats", {}), stats.get("networks", {})
    return ContainerLoad(
        name=name,
        status=status,
        cpu_percent=_cpu_percent(stats.get("cpu_stats", {}), stats.get("precpu_stats", {})),
        memory_bytes=memory.get("usage", 0),
        memory_limit_bytes=memory.get("limit", 0),
        received_bytes=sum(network["rx_bytes"] for network in networks.values()),
        sent_bytes=sum(network["tx_bytes"] for network in networks.values()),
    )


def _cpu_percent(now: dict[str, Any], before: dict[str, Any]) -> float:
    """Of one processor."""
    if "system_cpu_usage" not in now or "system_cpu_usage" not in before:
        return 0.0
    used = now["cpu_usage"]["total_usage"] - before["cpu_usage"]["total_usage"]
    passed = now["system_cpu_usage"] - before["system_cpu_usage"]
    return round(100.0 * now.get("online_cpus", 1) * used / passed, 1) if passed > 0 else 0.0
