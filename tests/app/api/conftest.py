"""The application over a store of the samples, asked without a network."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from luocdo.app.api.application import application
from luocdo.app.settings import Settings
from tests.app.api.fuzz import samples_in

DECISION = "290-qd-tw.2010-02-25"
"""The regulation on mass mobilisation of 2010, which the samples of five provinces carry out."""

Ask = Callable[..., TestClient]


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the samples; nobody writes to it."""
    path = tmp_path_factory.mktemp("samples") / "samples.db"
    samples_in(path)
    return path


@pytest.fixture
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the machine's own settings."""
    monkeypatch.chdir(tmp_path)
    for name in [each for each in os.environ if each.startswith("LUOCDO_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def serving(samples: Path, no_settings: None) -> Iterator[Ask]:
    """Makes a client of an application with some settings, on the store of the samples unless told."""
    opened: list[TestClient] = []

    def make(**chosen: object) -> TestClient:
        app = application(Settings(**{"store": str(samples), **chosen}))  # type: ignore[arg-type]
        client = TestClient(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False)
        opened.append(client.__enter__())
        return opened[-1]

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(serving: Ask) -> TestClient:
    """A client of an application as it comes."""
    return serving()
