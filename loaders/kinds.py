"""Which kind of file these bytes are: by content first, by the file's suffix where content does not say."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import Literal

from luocdo.graph.errors import ReadError, WrongKind

Kind = Literal["text", "markdown", "html", "docx", "pdf"]

MEDIA_TYPES: dict[Kind, str] = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_HTML_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
                         re.IGNORECASE | re.DOTALL)  # fmt: skip
_REFUSED = (
    (b"{\\rtf", "an RTF file: save it as .docx"),
    (b"\x89PNG", "a picture (PNG), not a document"),
    (b"\xff\xd8\xff", "a picture (JPEG), not a document"),
    (b"GIF8", "a picture (GIF), not a document"),
    (b"II*\0", "a picture (TIFF), not a document"),
    (b"MM\0*", "a picture (TIFF), not a document"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it first"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
)


def kind_of(name: str, data: bytes) -> tuple[Kind, str]:
    """The kind of a file, and a warning where its suffix says otherwise (else empty).

    Raises ReadError for kinds that are known and cannot be read, such as old Word files.
    """
    suffix = PurePath(name).suffix.lower()
    claimed = SUFFIXES.get(suffix)
    found = _by_content(name, data, suffix)
    if found is None:  # plain bytes: any suffix for text may be right
        if claimed in ("docx", "pdf"):
            return "text", f"named {suffix}, but the content is text: read as text"
        return claimed or "text", ""
    if suffix and found != claimed:
        return found, f"named {suffix}, but the content is {found.upper()}: read as {found.upper()}"
    return found, ""


def _by_content(name: str, data: bytes, suffix: str) -> Kind | None:
    for start, reason in _REFUSED:
        if data.startswith(start):
            raise WrongKind(name, reason)
    if data.startswith(_OLE):
        raise _ole_error(name, data)
    if data.startswith(_ZIP):
        return "docx"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if suffix == ".pdf" and b"\0" in data[:4096]:
        raise ReadError(name, "damaged PDF: its first bytes are missing", "byte 0")
    head = data[:4096].removeprefix(codecs.BOM_UTF8)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in head[:4]:
        head = head[2:].replace(b"\0", b"")
    return "html" if _HTML_START.match(head) else None


def _ole_error(name: str, data: bytes) -> ReadError:
    if _ENCRYPTED_PACKAGE in data:
        return ReadError(name, "encrypted Word file: it opens with a password only")
    return WrongKind(name, "an old Office file (.doc): open it in Word or LibreOffice and save it as .docx")
