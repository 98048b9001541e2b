from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.config import Settings
from app.connecting import connect
from tests.support.studios.processes import environment

EVERYWHERE = "0.0.0.0"  # noqa: S104  it is what must be refused


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BACKEND_PORT", "0"),
        ("BACKEND_PORT", "65536"),
        ("BACKEND_PORT", "http"),
        ("FRONTEND_PORT", "-1"),
        ("WORKER_CONCURRENCY", "0"),
        ("WORKER_CONCURRENCY", "many"),
        ("AUTEUR_LEASE_SECONDS", "0"),
        ("AUTEUR_TASK_LIMITS", "text_to_image"),
        ("AUTEUR_TASK_LIMITS", "text_to_image=0"),
        ("AUTEUR_TASK_LIMITS", "text_to_image=soon"),
        ("AUTEUR_VRAM_GB", "-1"),
        ("AUTEUR_DISK_RESERVE_MB", "-1"),
        ("AUTEUR_LEASE_SECONDS", "nan"),
        ("AUTEUR_HEARTBEAT_SECONDS", "31"),
        ("AUTEUR_UPLOAD_LIMIT_MB", "0"),
        ("AUTEUR_TRUST_NETWORK", "perhaps"),
        ("AUTEUR_ACCESS_TOKEN", "x" * 15),
        ("BACKEND_HOST", EVERYWHERE),
        ("BACKEND_HOST", "::"),
        ("BACKEND_HOST", "192.168.1.7"),
        ("BACKEND_HOST", "studio.example"),
    ],
)
def test_a_value_that_can_not_be_stops_the_start_with_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError) as refusal:
        Settings()
    assert name.lower() in str(refusal.value).lower()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_loopback_needs_no_permission(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("BACKEND_HOST", host)
    assert Settings().backend_host == host


def test_the_network_is_trusted_only_in_so_many_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKEND_HOST", EVERYWHERE)
    monkeypatch.setenv("AUTEUR_TRUST_NETWORK", "yes")
    assert Settings().backend_host == EVERYWHERE


def test_a_token_guards_the_network_and_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKEND_HOST", EVERYWHERE)
    monkeypatch.setenv("AUTEUR_ACCESS_TOKEN", "sixteen letters!")
    assert Settings().access_token == "sixteen letters!"
    assert "sixteen" not in repr(Settings())


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKEND_PORT", "")
    monkeypatch.setenv("CELERY_BROKER_URL", "")
    settings = Settings()
    assert settings.backend_port == 8000
    assert settings.broker_url == settings.result_backend == settings.redis_url


def test_broker_and_results_may_live_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CELERY_BROKER_URL", "redis://one/1")
    monkeypatch.setenv("CELERY_RESULT_BACKEND", "redis://two/2")
    assert (Settings().broker_url, Settings().result_backend) == ("redis://one/1", "redis://two/2")


@pytest.mark.parametrize("address", ["redis://shelf:6379/3", "redis://:other@shelf:6379/3"])
def test_the_password_of_redis_may_lie_in_a_file_and_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str
) -> None:
    (tmp_path / "password").write_text("s/e c:r@t\n")
    monkeypatch.setenv("REDIS_URL", address)
    monkeypatch.setenv("REDIS_PASSWORD_FILE", str(tmp_path / "password"))
    settings = Settings()
    assert settings.redis_url == settings.broker_url == "redis://:s%2Fe%20c%3Ar%40t@shelf:6379/3"
    with connect(settings.redis_url) as redis:
        assert redis.connection_pool.connection_kwargs["password"] == "s/e c:r@t"
    assert "e%20c" not in repr(settings)


@pytest.mark.parametrize("content", [None, b"", b" \n", b"\xff\xfe"])
def test_a_password_file_without_a_password_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "password").write_bytes(content)
    monkeypatch.setenv("REDIS_PASSWORD_FILE", str(tmp_path / "password"))
    with pytest.raises(ValidationError, match="REDIS_PASSWORD_FILE"):
        Settings()


def test_settings_can_not_be_changed() -> None:
    with pytest.raises(ValidationError):
        Settings().backend_port = 1  # type: ignore[misc]


def test_the_workspace_is_an_absolute_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSPACE_ROOT", "films")
    assert Settings().workspace_root == Path.cwd() / "films"


def test_lists_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTEUR_PIPELINES", " storyboard, null ,,")
    monkeypatch.setenv("AUTEUR_ALLOWED_HOSTS", "Studio.Example , 10.0.0.7")
    settings = Settings()
    assert settings.pipelines == ("storyboard", "null")
    assert {"studio.example", "10.0.0.7", "localhost"} <= settings.hosts
    assert "http://studio.example:3000" in settings.origins


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ("diffusers", "storyboard")),
        ({"comfyui_urls": "http://gpu-1:8188"}, ("comfyui", "diffusers", "storyboard")),
        ({"auteur_runner_images": "mine"}, ("container", "diffusers", "storyboard")),
        (
            {"comfyui_urls": "http://gpu-1:8188", "auteur_runner_images": "mine"},
            ("container", "comfyui", "diffusers", "storyboard"),
        ),
        ({"comfyui_urls": "http://gpu-1:8188", "auteur_pipelines": "storyboard"}, ("storyboard",)),
        ({"comfyui_urls": " , "}, ("diffusers", "storyboard")),
    ],
)
def test_what_is_set_up_is_preferred_to_what_is_there_by_itself(
    given: dict[str, str], expected: tuple[str, ...]
) -> None:
    assert Settings.model_validate(given).pipelines == expected


@pytest.mark.parametrize("module", ["app.main", "app.worker.celery_app"])
def test_each_process_refuses_to_start_with_an_unsafe_value(module: str, tmp_path: Path) -> None:
    env = environment(WORKSPACE_ROOT=str(tmp_path), BACKEND_HOST=EVERYWHERE)
    started = subprocess.run(
        [sys.executable, "-c", f"import {module}"], env=env, capture_output=True, text=True, check=False
    )
    assert started.returncode != 0
    assert "BACKEND_HOST" in started.stderr


def test_importing_the_code_reads_no_environment(tmp_path: Path) -> None:
    """Only the entries of the processes do."""
    code = "import app.api, app.worker.jobs, app.worker.config, app.cli, app.openapi"
    env = environment(BACKEND_PORT="nonsense")
    assert subprocess.run([sys.executable, "-c", code], env=env, cwd=tmp_path, check=False).returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_each_type_of_task_has_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTEUR_TASK_LIMITS", "text_to_image=1800, lora_training=86400")
    settings = Settings()
    assert [settings.task_limit(kind) for kind in ("text_to_image", "lora_training", "export")] == [1800, 86400, 3600]
