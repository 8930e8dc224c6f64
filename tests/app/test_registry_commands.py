"""`luocdo registry propose`: rows that the registry's own reader takes."""

from __future__ import annotations

import yaml


def test_rows_are_the_registrys(loaded):
    ran = loaded("registry", "propose", "--min-attestations", "1")
    data = yaml.load(ran.out, Loader=yaml.BaseLoader)
    assert (ran.code, sorted(data)) == (0, ["documents", "effects"])
    assert "Hãy đọc lại" in ran.err


def test_nothing_else_can_be_asked_of_it(loaded):
    assert loaded("registry", "forget").code == 2
