"""What is wrong with a query, for whoever wrote it: the place, and what stands there.

The parser tells every sign it could have gone on with, which is a page of letters, and of a query that would write that
`CONSTRUCT` was expected.
"""

from __future__ import annotations

import re

_SAID = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_PROLOGUE = re.compile(r"(?:\s+|#[^\n\r]*|PREFIX\s+[^\s<]*\s*<[^>]*>|BASE\s*<[^>]*>)*", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]*")
_SENTENCE = re.compile(r" [a-z]+ ")
_READS = ("select", "ask", "construct", "describe")
_WRITES = ("insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with")
_SHOWN = 30


def query_fault(query: str, said: str) -> str:
    """What the parser said of a query, with the place (line:column) and the words that stand there."""
    match = _SAID.fullmatch(said)
    if match is None:
        return said
    begin = _PROLOGUE.match(query)
    start = begin.end() if begin else 0
    word = _WORD.match(query, start)
    first = word[0].casefold() if word else ""
    if first not in _READS and "\\" not in query[: start + 1]:
        line, column = query.count("\n", 0, start) + 1, start - (query.rfind("\n", 0, start) + 1) + 1
        writes = ", and nothing is written here" if first in _WRITES else ""
        return f"error at {line}:{column}: a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE{writes}"
    place, expected = f"error at {match[1]}:{match[2]}", match[3]
    if "Prefix not found" in expected:
        return f"{place}: the prefix of the name before this place is not declared"
    if _SENTENCE.search(expected) and not expected.startswith("one of ") and "[" not in expected:
        return f"{place}: {expected}"
    rest = _rest(query, int(match[1]), int(match[2]))
    return f"{place}: not understood: {rest[:_SHOWN]!r}" if rest else f"{place}: something is missing"


def _rest(query: str, line: int, column: int) -> str:
    """What stands at a place to the end of its line, from the begin of the word on."""
    lines = query.split("\n")
    written = lines[line - 1] if line <= len(lines) else ""
    start = max(written.rfind(blank, 0, column - 1) for blank in " \t") + 1
    return written[start:].strip() if written[column - 1 :].strip() else ""
