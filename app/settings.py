"""Settings from the environment and a file; an option on the command line goes before them.

`LUOCDO_STORE=…` in the environment goes before `store = …` in the TOML file that LUOCDO_CONFIG names, else in
`luocdo.toml` of the current folder where there is one.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from luocdo.app.access import asked
from luocdo.graph.store import Store, open_store

DEFAULT_STORE = "luocdo.db"
MEGABYTE = 1_000_000
PREFIX = "LUOCDO_"
FILE = "luocdo.toml"
MASKED = "********"
# To the last @: a password may hold a / or @ that should have been written %2F or %40.
_PASSWORD = re.compile(r"(?<=//).*@", re.DOTALL)


class SettingError(ValueError):
    """A setting holds what it cannot, or its file cannot be read."""


Names = Annotated[tuple[str, ...], NoDecode]
"""Several values of one variable, by comma."""
Secrets = Annotated[tuple[SecretStr, ...], NoDecode]


class Settings(BaseSettings):
    """What an institution may set once. From `host` on they are for `luocdo serve`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True)

    store: str = Field(default=DEFAULT_STORE, description="the store: a path, `sqlite:///PATH`, or `neo4j://HOST`")
    store_user: str | None = Field(default=None, description="the user of a Neo4j store")
    store_password: SecretStr | None = Field(default=None, description="that user's password")
    store_password_file: Path | None = Field(default=None, description="a file with the password, instead of it")
    store_seconds: int = Field(default=120, ge=1, description="the longest a Neo4j server may take for a question")
    max_mb: int = Field(default=50, ge=1, description="the largest file that is read, in megabytes")
    registry: Path | None = Field(
        default=None,
        description="a registry of your own, in the shape of `registry.yaml`, for every answer that tells a status",
    )
    host: str = Field(default="127.0.0.1", description="the address that `serve` listens on")
    port: int = Field(default=8000, ge=0, le=65535, description="its port; 0 takes any that is free")
    workers: int = Field(default=1, ge=1, le=64, description="processes that answer")
    threads: int = Field(default=8, ge=1, le=64, description="questions at once in each process")
    allowed_hosts: Names = Field(
        default=(), description="names that requests may be addressed to, by comma; `*` is any"
    )
    cors_origins: Names = Field(default=(), description="web origins whose pages may ask, by comma")
    api_keys: Secrets = Field(default=(), description="keys of which each request must bring one, by comma")
    admin_token: SecretStr | None = Field(
        default=None, description="what `POST /ingest` asks for; without it, loading is off"
    )
    rate_limit: int = Field(default=0, ge=0, description="requests a minute and client; 0 is no limit")
    upload_mb: int = Field(default=20, ge=1, description="the largest upload, in megabytes")
    max_pages: int = Field(default=2_000, ge=1, description="the most pages of an uploaded PDF")
    parse_seconds: int = Field(default=60, ge=1, description="the longest that reading an upload may take")
    parse_mb: int = Field(
        default=1_500, ge=256, description="the most memory that reading an upload may take, in megabytes"
    )
    sparql_seconds: int = Field(default=10, ge=1, description="the longest that a query in SPARQL may take")
    sparql_mb: int = Field(
        default=2_000, ge=256, description="the most memory that a query in SPARQL may take, in megabytes"
    )
    stop_seconds: int = Field(default=30, ge=0, description="how long running answers are waited for at the end")
    work_dir: Path = Field(default=Path("luocdo-work"), description="where uploads to be loaded and their jobs lie")
    secret: SecretStr | None = Field(
        default=None, description="what cursors are signed with; new at each start unless set"
    )

    @field_validator("allowed_hosts", "cors_origins", "api_keys", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(each.strip() for each in value.split(",") if each.strip()) if isinstance(value, str) else value

    def open_store(self, url: str | None = None, *, create: bool = False) -> Store:
        """The store of these settings, or another one, opened as the same user; StoreError says why it cannot be.

        User and password file of the command line go before those of the settings.
        """
        return open_store(
            url or self.store,
            create=create,
            user=asked.get().user or self.store_user,
            password=self._password(),
            seconds=self.store_seconds,
        )

    def _password(self) -> str | None:
        file = asked.get().password_file or (self.store_password_file if self.store_password is None else None)
        if file is None:
            return self.store_password.get_secret_value() if self.store_password else None
        try:
            return file.read_text(encoding="utf-8").splitlines()[0]
        except (OSError, UnicodeDecodeError, IndexError) as error:
            raise SettingError(f"{file}: no password can be read from it: {type(error).__name__}") from error

    @property
    def max_bytes(self) -> int:
        """The largest file that is read, in bytes."""
        return self.max_mb * MEGABYTE

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What a caller gives, then the environment, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=_file())

    def shown(self) -> dict[str, Any]:
        """Every setting by the name of its variable, secrets masked: what may stand in a log or on a screen."""
        return {variable(name): _masked(getattr(self, name)) for name in type(self).model_fields}


def settings() -> Settings:
    """The settings in force; SettingError names the variable, or the key of the file, that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingError("; ".join(_fault(each["loc"], each["msg"]) for each in error.errors())) from error
    except (OSError, ValueError) as error:  # tomllib's error is a ValueError
        raise SettingError(f"{_file()}: {error}") from error


def variable(name: str) -> str:
    """The variable of the environment that a setting is known by."""
    return f"{PREFIX}{name.upper()}"


def without_password(url: str) -> str:
    """The name of a store as it may be shown: user and password left out."""
    return _PASSWORD.sub("", url)


def _file() -> Path | None:
    named = os.environ.get("LUOCDO_CONFIG")
    if not named:
        return Path(FILE) if Path(FILE).is_file() else None
    if not Path(named).is_file():
        raise SettingError(f"LUOCDO_CONFIG={named}: no such file")
    return Path(named)


def _fault(place: tuple[int | str, ...], message: str) -> str:
    """What is wrong with one setting; its value is not repeated, since it may be a secret."""
    name = str(place[0]) if place else ""
    return f"{variable(name)}: {message}" if name in Settings.model_fields else f"{FILE}: {name}: no such setting"


def _masked(value: Any) -> Any:
    if isinstance(value, SecretStr):
        return MASKED
    if isinstance(value, tuple):
        return [_masked(each) for each in value]
    if isinstance(value, Path):
        return str(value)
    return without_password(value) if isinstance(value, str) else value
