"""Files for container engines: none runs in the tests, so what can be checked without one is."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest
import yaml

from tests.project import FOLDERS, ROOT, pyproject

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
SERVICES = sorted(COMPOSE["services"])


def test_compose_follows_the_compose_specification() -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "compose.yaml"]
    done = subprocess.run(check, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_neo4j_has_the_version_of_the_tests() -> None:
    pom = (ROOT / "tests" / "neo4j" / "pom.xml").read_text(encoding="utf-8")
    (version,) = re.findall(r"<version>([\d.]+)</version>\s*</dependency>", pom)
    assert COMPOSE["services"]["neo4j"]["image"].endswith(f"neo4j:{version}-community")


@pytest.mark.parametrize("name", SERVICES)
def test_only_this_machine_reaches_a_service(name: str) -> None:
    assert all(port.startswith("127.0.0.1:") for port in COMPOSE["services"][name]["ports"])


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_watched(name: str) -> None:
    assert COMPOSE["services"][name]["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL")


def test_the_password_is_asked_for_and_written_nowhere() -> None:
    told = [value for name in SERVICES for value in COMPOSE["services"][name]["environment"].values()]
    assert sum("${LUOCDO_STORE_PASSWORD:?" in value for value in told) == len(SERVICES)
    assert not re.search(r"LUOCDO_STORE_PASSWORD:?-", (ROOT / "compose.yaml").read_text(encoding="utf-8"))


def test_the_graph_lies_in_a_volume() -> None:
    (mounted,) = COMPOSE["services"]["neo4j"]["volumes"]
    assert mounted.split(":") == [*COMPOSE["volumes"], "/data"]


def test_the_image_is_built_from_all_that_is_installed() -> None:
    copied = set(re.findall(r"^COPY (\S+) \./\1$", CONTAINERFILE, re.MULTILINE))
    assert copied == set(FOLDERS)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    sources = {
        name for line in re.findall(r"^COPY (?!--)(.+) \S+$", CONTAINERFILE, re.MULTILINE) for name in line.split()
    }
    assert {f"!{name}" for name in sources} == {line for line in ignored if line.startswith("!")}


def test_the_image_installs_extras_that_there_are() -> None:
    (extras,) = re.findall(r"'\.\[(.+)\]'", CONTAINERFILE)
    assert set(extras.split(",")) <= set(pyproject()["project"]["optional-dependencies"])


def test_the_image_runs_as_nobody_special() -> None:
    assert CONTAINERFILE.index("\nUSER luocdo") < CONTAINERFILE.index("\nENTRYPOINT")
