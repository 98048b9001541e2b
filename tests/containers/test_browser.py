"""`docker-compose.test.yml`: the browser tests against the containers."""

from __future__ import annotations

import pytest

from tests.containers.stack import ContainerStack

pytestmark = pytest.mark.containers


def test_the_test_runner_sees_a_person_do_the_main_job(stack: ContainerStack) -> None:
    files = ["-f", "docker-compose.yml", "-f", "docker-compose.test.yml"]
    built = stack.compose(*files, "build", "test-runner")
    assert built.returncode == 0, built.stdout + built.stderr
    ran = stack.compose(*files, "run", "--rm", "test-runner")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert " passed" in ran.stdout
