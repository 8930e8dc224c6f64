"""The XML of a DOCX part, parsed without entities and outside references, and how to look into it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from lxml import etree  # type: ignore[import-untyped]

XmlElement: TypeAlias = etree._Element
XmlError = etree.LxmlError


def parse(chunks: Iterable[bytes]) -> XmlElement:
    """The root of a part, at most 256 tags deep and 10 MB a text node. Raises XmlError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    for chunk in chunks:
        parser.feed(chunk)
    return parser.close()


def local(element: XmlElement) -> str:
    """The name of an element without namespace (`p`), for both dialects of the format; else empty."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: XmlElement | None, *path: str) -> XmlElement | None:
    """The first descendant reached by these local names, or None."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def value(element: XmlElement | None, name: str = "val") -> str | None:
    """An attribute by its local name, or None."""
    if element is None:
        return None
    return next((text for key, text in element.items() if key.rpartition("}")[2] == name), None)
