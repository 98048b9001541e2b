"""The environment, read once into one immutable object. `.env.example` documents every variable."""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import quote, urlsplit

from pydantic import Field, HttpUrl, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

MIB = 1024 * 1024
_SHORTEST_TOKEN = 16
_TASK_LIMIT = 3600.0


class Settings(BaseSettings):
    """Reading it raises `pydantic.ValidationError`, which names the variable that can't be used."""

    model_config = SettingsConfigDict(frozen=True, env_ignore_empty=True, extra="ignore", hide_input_in_errors=True)

    workspace_root: Path = Path("workspace")
    redis_password_file: Path | None = None
    redis_url: str = Field("redis://127.0.0.1:6379/0", validate_default=True, repr=False)
    celery_broker_url: str = ""
    celery_result_backend: str = ""

    backend_host: str = "127.0.0.1"
    backend_port: int = Field(8000, ge=1, le=65535)
    frontend_port: int = Field(3000, ge=1, le=65535)
    auteur_allowed_hosts: str = ""
    auteur_access_token: SecretStr = SecretStr("")
    auteur_trust_network: bool = False

    worker_concurrency: int = Field(default_factory=lambda: max(1, min(4, os.cpu_count() or 1)), ge=1, le=64)
    auteur_pipelines: str = ""
    auteur_task_limits: Annotated[dict[str, Annotated[float, Field(gt=0)]], NoDecode] = Field(default_factory=dict)
    comfyui_urls: str = ""
    comfyui_patience_seconds: float = Field(300.0, ge=1, le=86_400)
    auteur_runner_images: str = ""
    auteur_runner_cpus: float = Field(2.0, gt=0, le=1024)
    auteur_runner_memory_mb: int = Field(2048, ge=16)
    auteur_vram_gb: float | None = Field(None, ge=0, le=10_000)
    auteur_lease_seconds: float = Field(6.0, ge=1, le=600)
    auteur_sweep_seconds: float = Field(30.0, ge=1, le=600)
    auteur_heartbeat_seconds: float = Field(15.0, ge=1, le=30)
    auteur_watch: Literal["auto", "poll"] = "auto"
    auteur_upload_limit_mb: int = Field(4096, ge=1)
    auteur_disk_reserve_mb: int = Field(512, ge=0)

    auteur_llm_url: str = ""
    auteur_llm_model: str = ""
    auteur_llm_key: SecretStr = SecretStr("")
    auteur_llm_seconds: float = Field(60.0, ge=1, le=600)

    auteur_logs: Literal["auto", "json", "text"] = "auto"
    compose_project_name: str = "auteur"
    otel_exporter_otlp_endpoint: str = ""

    auteur_test_build: bool = False
    auteur_crash_folder: Path | None = None

    @field_validator("workspace_root")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    @field_validator("redis_url")
    @classmethod
    def _with_its_password(cls, value: str, others: ValidationInfo) -> str:
        """From the file, where one is named: what is in the environment of a container can be seen from outside."""
        file: Path | None = others.data.get("redis_password_file")
        if file is None:
            return value
        place = urlsplit(value)
        return place._replace(netloc=f":{_secret(file)}@{place.netloc.rpartition('@')[2]}").geturl()

    @field_validator("auteur_access_token")
    @classmethod
    def _hard_to_guess(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value) < _SHORTEST_TOKEN:
            raise ValueError(f"an access token has at least {_SHORTEST_TOKEN} characters")
        return value

    @field_validator("auteur_task_limits", mode="before")
    @classmethod
    def _pairs(cls, value: object) -> object:
        """From `text_to_image=1800, lora_training=86400`."""
        if not isinstance(value, str):
            return value
        return {name.strip(): limit for name, _, limit in (pair.partition("=") for pair in value.split(","))}

    @field_validator("auteur_llm_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if value:
            HttpUrl(value)
        return value.rstrip("/")

    @field_validator("comfyui_urls")
    @classmethod
    def _addresses(cls, value: str) -> str:
        for url in filter(None, map(str.strip, value.split(","))):
            HttpUrl(url)
        return value

    @model_validator(mode="after")
    def _guarded(self) -> Self:
        if not (self.access_token or self.auteur_trust_network or _is_loopback(self.backend_host)):
            raise ValueError(
                "BACKEND_HOST is reachable from other machines; set AUTEUR_ACCESS_TOKEN,"
                " or AUTEUR_TRUST_NETWORK=yes if whoever reaches it may use the studio"
            )
        if self.auteur_crash_folder and not self.auteur_test_build:
            raise ValueError("AUTEUR_CRASH_FOLDER makes processes die; set AUTEUR_TEST_BUILD=yes if that is meant")
        return self

    @property
    def access_token(self) -> str:
        """Empty while the studio is open to whoever reaches it."""
        return self.auteur_access_token.get_secret_value()

    @property
    def broker_url(self) -> str:
        return self.celery_broker_url or self.redis_url

    @property
    def result_backend(self) -> str:
        return self.celery_result_backend or self.redis_url

    @property
    def hosts(self) -> frozenset[str]:
        """Host names, without port, that a request may address."""
        extra = (host.strip().lower() for host in self.auteur_allowed_hosts.split(","))
        return frozenset({"localhost", "127.0.0.1", "[::1]", *filter(None, extra)})

    @property
    def origins(self) -> frozenset[str]:
        """Origins of pages that may call: the frontend under each allowed host."""
        return frozenset(
            f"{scheme}://{host}:{self.frontend_port}" for scheme in ("http", "https") for host in self.hosts
        )

    @property
    def pipelines(self) -> tuple[str, ...]:
        """Names of pipelines that workers load, the preferred first: what somebody has set up comes before what is
        there by itself."""
        set_up = {"container": self.runner_images, "comfyui": self.comfyui_servers}
        usual = (*(name for name, given in set_up.items() if given), "diffusers", "storyboard")
        return _listed(self.auteur_pipelines) or usual

    @property
    def runner_images(self) -> tuple[str, ...]:
        return _listed(self.auteur_runner_images)

    @property
    def comfyui_servers(self) -> tuple[str, ...]:
        """Addresses without a slash at the end."""
        return tuple(url.rstrip("/") for url in _listed(self.comfyui_urls))

    def task_limit(self, task_type: str) -> float:
        """Seconds that one attempt may take."""
        return self.auteur_task_limits.get(task_type, _TASK_LIMIT)

    @property
    def upload_limit(self) -> int:
        """Bytes."""
        return self.auteur_upload_limit_mb * MIB

    @property
    def disk_reserve(self) -> int:
        """Bytes that stay free on the disk, whoever wants them."""
        return self.auteur_disk_reserve_mb * MIB


def _listed(value: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in value.split(","))))


def _secret(file: Path) -> str:
    """As a part of an address."""
    try:
        found = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"REDIS_PASSWORD_FILE can't be read: {error}") from error
    if not found:
        raise ValueError("REDIS_PASSWORD_FILE is empty")
    return quote(found, safe="")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
