"""Asks a stack whether it is well."""

from __future__ import annotations

import json
import socket
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

from launch.stack import LaunchError, Stack

_PATIENCE_SECONDS = 2


def complaints(stack: Stack) -> dict[str, str]:
    """What is not well yet, by process; empty when the studio can be used."""
    return {**_backend_complaints(stack), **_frontend_complaints(stack)}


def refuse_taken_ports(stack: Stack) -> None:
    ports = {"BACKEND_PORT": stack.backend_port, "FRONTEND_PORT": stack.frontend_port}
    if not stack.foreign_redis:
        ports["REDIS_PORT"] = stack.redis_port
    for name, port in ports.items():
        if _is_taken(stack.reachable_host, port):
            raise LaunchError(f"Port {port} is taken by another program; set {name} to a free one.")


def _backend_complaints(stack: Stack) -> dict[str, str]:
    try:
        _, body = _ask(stack.reachable_host, stack.backend_port)
        health = json.loads(body)
    except (OSError, HTTPException, ValueError) as error:
        return {"backend": f"no answer from /health ({error})"}
    if health.get("worker") != "running":
        return {"worker": f"/health says {health}"}
    return {} if health.get("status") == "healthy" else {"backend": f"/health says {health}"}


def _frontend_complaints(stack: Stack) -> dict[str, str]:
    try:
        status, _ = _ask(stack.reachable_host, stack.frontend_port)
    except (OSError, HTTPException) as error:
        return {"frontend": f"no answer from /health ({error})"}
    return {} if status == HTTPStatus.OK else {"frontend": f"/health answers {status}"}


def _ask(host: str, port: int) -> tuple[int, bytes]:
    with closing(HTTPConnection(host, port, timeout=_PATIENCE_SECONDS)) as connection:
        connection.request("GET", "/health")
        answer = connection.getresponse()
        return answer.status, answer.read()


def _is_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((host, port)) == 0
