"""Who may ask: hosts, keys, how often, pages of other sites."""

from __future__ import annotations

from base64 import b64encode

import pytest

from luocdo.app.api import gate
from luocdo.app.api.gate import Buckets, hosts_of
from luocdo.app.settings import Settings
from tests.app.api.conftest import Ask

ASKED = "/api/v1/documents?limit=1"
HOSTS = [
    ({}, "127.0.0.1:8000", 200),
    ({}, "localhost", 200),
    ({}, "LOCALHOST:8000", 200),
    ({}, "[::1]:8000", 200),
    ({}, "luocdo.example.vn", 421),
    ({}, "", 421),
    ({}, "127.0.0.1.evil.example", 421),
    ({"host": "0.0.0.0"}, "luocdo.example.vn", 200),
    ({"host": "0.0.0.0", "allowed_hosts": ("luocdo.example.vn",)}, "luocdo.example.vn:80", 200),
    ({"host": "0.0.0.0", "allowed_hosts": ("luocdo.example.vn",)}, "10.0.0.1", 421),
    ({"allowed_hosts": ("*",)}, "anything", 200),
]


@pytest.mark.parametrize(("chosen", "host", "status"), HOSTS)
def test_a_request_is_addressed_to_this_server(serving: Ask, chosen: dict[str, object], host: str, status: int) -> None:
    answer = serving(**chosen).get(ASKED, headers={"Host": host})
    assert answer.status_code == status


def test_hosts_are_told_in_any_case() -> None:
    assert hosts_of(Settings(host="0.0.0.0", allowed_hosts=("Luocdo.Example",))) == {"luocdo.example"}


KEYS = [
    ({}, 401, "no key"),
    ({"Authorization": "Bearer wrong"}, 401, "a wrong key"),
    ({"Authorization": "Bearer khoa-1x"}, 401, "a longer key"),
    ({"Authorization": "Basic khoa-1"}, 401, "no password"),
    ({"Authorization": f"Basic {b64encode(b'ai:khoa-1').decode()}"}, 200, "a browser's password"),
    ({"Authorization": f"Basic {b64encode(b'khoa-1:').decode()}"}, 401, "a name is no password"),
    ({"Authorization": "Digest khoa-1"}, 401, "another scheme"),
    ({"Authorization": "Bearer khoa-1"}, 200, "the first key"),
    ({"Authorization": "bearer khoa-2"}, 200, "the second key"),
    ({"X-API-Key": "khoa-2"}, 200, "the other header"),
    ({"Authorization": "Bearer quan-tri"}, 200, "the administrators' token"),
]


@pytest.mark.parametrize(("headers", "status"), [each[:2] for each in KEYS], ids=[each[2] for each in KEYS])
def test_a_key_is_asked_for_where_there_are_keys(serving: Ask, headers: dict[str, str], status: int) -> None:
    client = serving(api_keys=("khoa-1", "khoa-2"), admin_token="quan-tri")
    answer = client.get(ASKED, headers=headers)
    assert answer.status_code == status
    assert ("WWW-Authenticate" in answer.headers) == (status == 401)
    assert "khoa" not in answer.text


@pytest.mark.parametrize(("place", "status"), [("/health", 200), ("/ready", 200), ("/metrics", 401), ("/docs", 401)])
def test_probes_need_no_key(serving: Ask, place: str, status: int) -> None:
    assert serving(api_keys=("khoa",)).get(place).status_code == status


def test_who_asks_too_often_is_told_when_to_come_back(serving: Ask) -> None:
    client = serving(rate_limit=3)
    assert [client.get(ASKED).status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    assert 1 <= int(client.get(ASKED).headers["Retry-After"]) <= 20
    assert client.get("/health").status_code == 200


def test_each_key_has_a_bucket_of_its_own(serving: Ask) -> None:
    client = serving(rate_limit=1, api_keys=("a", "b"))
    asked = [client.get(ASKED, headers={"X-API-Key": key}).status_code for key in "aabb"]
    assert asked == [200, 429, 200, 429]


def test_a_bucket_fills_while_nothing_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000.0
    monkeypatch.setattr(gate.time, "monotonic", lambda: now)
    buckets = Buckets(60)
    assert [buckets.wait("one") for _ in range(61)] == [0.0] * 60 + [1.0]
    assert buckets.wait("other") == 0.0
    now += 2.0
    assert [buckets.wait("one") for _ in range(3)] == [0.0, 0.0, 1.0]


def test_buckets_of_clients_long_gone_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_MOST_CLIENTS", 10)
    buckets = Buckets(60)
    for n in range(50):
        buckets.wait(str(n))
    assert len(buckets._left) == 10


ORIGIN = "https://vanban.example.vn"


def test_pages_of_other_sites_may_not_read_unless_told(serving: Ask) -> None:
    assert "Access-Control-Allow-Origin" not in serving().get(ASKED, headers={"Origin": ORIGIN}).headers
    client = serving(cors_origins=(ORIGIN,), api_keys=("khoa",))
    answer = client.get(ASKED, headers={"Origin": ORIGIN, "X-API-Key": "khoa"})
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "Link" in answer.headers["Access-Control-Expose-Headers"]
    other = client.get(ASKED, headers={"Origin": "https://evil.example", "X-API-Key": "khoa"})
    assert "Access-Control-Allow-Origin" not in other.headers
    asked = {"Origin": ORIGIN, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "x-api-key"}
    assert client.options(ASKED, headers=asked).status_code == 200, "a preflight brings no key"
