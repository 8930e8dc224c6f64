"""The findings on a draft as SARIF 2.1.0, which editors and review tools show beside the text."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import Any
from urllib.parse import quote

import luocdo
from luocdo.app.finding_words import candidates, finding_name
from luocdo.queries.check import Checked, Finding
from luocdo.queries.wording import Language

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SILENT = frozenset({"in_force", "no_end_known"})
"""Kinds that leave nothing to do: other tools count every result."""


def sarif(found: Checked, text: str, language: Language) -> dict[str, Any]:
    """One run with a rule a kind; places are lines and columns from 1, and offsets in characters."""
    shown = [each for each in found.findings if each.kind not in _SILENT]
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    rules = [
        {"id": kind, "shortDescription": {"text": finding_name(kind, language)}}
        for kind in sorted({each.kind for each in shown})
    ]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "luocdo", "version": luocdo.__version__, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(each, quote(found.source), starts, language) for each in shown],
            }
        ],
    }


def _result(finding: Finding, uri: str, starts: list[int], language: Language) -> dict[str, Any]:
    words = [f"{' '.join(finding.text.split())}: {finding.reason.text}", *candidates(finding, language)]
    if finding.suggestion:
        words.append(f"→ {finding.suggestion}")
    first, last = _place(finding.start, starts), _place(finding.end, starts)
    region = {
        "startLine": first[0],
        "startColumn": first[1],
        "endLine": last[0],
        "endColumn": last[1],
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
    }
    location = {"artifactLocation": {"uri": uri}, "region": region}
    return {
        "ruleId": finding.kind,
        "level": _LEVELS[finding.severity],
        "message": {"text": " ".join(words)},
        "locations": [{"physicalLocation": location}],
    }


def _place(offset: int, starts: list[int]) -> tuple[int, int]:
    """Line and column, from 1."""
    line = max(bisect_right(starts, offset) - 1, 0)
    return line + 1, offset - starts[line] + 1
