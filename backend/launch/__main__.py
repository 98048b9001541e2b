"""`python -m launch up|down|restart|ps|logs`, `python -m launch scale WORKERS` and `python -m launch run COMMAND…`."""

from __future__ import annotations

import argparse
import sys

from launch import studio
from launch.stack import LaunchError, Stack, read_stack


def main() -> int:
    arguments = _parser().parse_args()
    try:
        return _act(arguments.command, read_stack(), arguments.rest)
    except LaunchError as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="launch", description="Starts, watches and stops the studio.")
    parser.add_argument("command", choices=["up", "down", "restart", "ps", "logs", "scale", "run"])
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="how many workers, for `scale`; the command, for `run`")
    return parser


def _act(command: str, stack: Stack, rest: list[str]) -> int:
    match command:
        case "run":
            return studio.run(stack, rest)
        case "ps":
            studio.print_processes(stack)
        case "logs":
            studio.follow_logs(stack)
        case "scale":
            workers = _whole("".join(rest))
            studio.scale(stack, workers)
            print(f"Workers: {workers}")
        case "down":
            studio.down(stack)
        case "restart":
            studio.down(stack)
            _up(stack)
        case _:
            _up(stack)
    return 0


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise LaunchError("Say how many: make scale WORKERS=2")
    return int(text)


def _up(stack: Stack) -> None:
    print("Starting …", flush=True)
    studio.up(stack)
    print(f"Auteur is up: {stack.address}")


if __name__ == "__main__":
    sys.exit(main())
