"""What the two forms of XML for graphs share: nodes with their keys, and values as text that comes back as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from luocdo.graph.model import AgencyNode, DocumentNode, TaskNode
from luocdo.graph.number import number_key
from luocdo.graph.rdf_stream import Part

_PAGE = 1_000
# What XML 1.0 cannot hold in any writing: most control signs, halves of letters.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENDS = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
"""A reader makes one line end of all others, and of each in an attribute a blank."""


def keyed(part: Part) -> Iterator[tuple[DocumentNode | AgencyNode | TaskNode, str]]:
    """All nodes; of documents with the number key they are filed under, where that is not the key of their number."""
    documents = part.documents()
    while page := list(islice(documents, _PAGE)):
        keys = part.keys_of(each.id for each in page)
        for document in page:
            key = keys.get(document.id, "")
            yield document, "" if document.number and key == number_key(document.number) else key
    for agency in part.agencies():
        yield agency, ""
    for task in part.tasks():
        yield task, ""


def value_text(value: Any) -> str:
    """A value as the text of an element."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(_NO_XML.sub("\ufffd", str(value)), {"\r": _ENDS["\r"]})


def quoted(value: Any) -> str:
    """A value as an attribute, quotes and all."""
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    return quoteattr(_NO_XML.sub("\ufffd", text), _ENDS)
