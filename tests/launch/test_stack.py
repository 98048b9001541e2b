from __future__ import annotations

from pathlib import Path

import pytest

from launch.dotenv import read_dotenv
from launch.stack import LaunchError, read_stack


def test_defaults(checkout: Path) -> None:
    stack = read_stack({}, checkout)
    assert (stack.host, stack.backend_port, stack.frontend_port, stack.redis_port) == ("127.0.0.1", 8000, 3000, 6379)
    assert stack.workspace == checkout / "workspace"
    assert stack.run_dir == checkout / ".run" / "8000"
    assert stack.redis_url == "redis://127.0.0.1:6379/0"


def test_the_environment_wins_over_dotenv(checkout: Path) -> None:
    (checkout / ".env").write_text("BACKEND_PORT=8001\nFRONTEND_PORT=3001\n")
    stack = read_stack({"BACKEND_PORT": "8002"}, checkout)
    assert (stack.backend_port, stack.frontend_port) == (8002, 3001)


def test_processes_are_told_where_everything_is(checkout: Path) -> None:
    told = read_stack({"WORKSPACE_ROOT": "films", "REDIS_PORT": "6390"}, checkout).environment()
    assert told["WORKSPACE_ROOT"] == str(checkout / "films")
    assert told["REDIS_URL"] == "redis://127.0.0.1:6390/0"


def test_a_named_redis_is_used_as_it_is(checkout: Path) -> None:
    assert (
        read_stack({"REDIS_URL": "redis://shelf:6379/3"}, checkout).environment()["REDIS_URL"] == "redis://shelf:6379/3"
    )


def test_the_own_redis_has_no_password_and_a_named_one_may_have(checkout: Path) -> None:
    given = {"REDIS_PASSWORD_FILE": "/secrets/redis"}
    assert read_stack(given, checkout).environment()["REDIS_PASSWORD_FILE"] == ""
    told = read_stack(given | {"REDIS_URL": "redis://shelf:6379/3"}, checkout).environment()
    assert told["REDIS_PASSWORD_FILE"] == "/secrets/redis"


@pytest.mark.parametrize("value", ["0", "65536", "-1", "eighty", "80 00", "²"])
def test_an_impossible_port_is_refused_by_name(checkout: Path, value: str) -> None:
    with pytest.raises(LaunchError, match="FRONTEND_PORT"):
        read_stack({"FRONTEND_PORT": value}, checkout)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("NAME=plain", "plain"),
        ("NAME = spaced", None),
        ("export NAME=exported", "exported"),
        ('NAME="with space"', "with space"),
        ("NAME='# not a comment'", "# not a comment"),
        ("NAME=value # comment", "value"),
        ("NAME=with#hash", "with#hash"),
        ("NAME=", ""),
        ("# NAME=comment", None),
    ],
)
def test_dotenv_lines(checkout: Path, line: str, value: str | None) -> None:
    (checkout / ".env").write_text(line, encoding="utf-8")
    assert read_dotenv(checkout / ".env").get("NAME") == value
