"""The ZIP package of a DOCX file, opened so that no file can hurt the program that reads it.

Sizes are checked as declared and again while inflating; entities and outside references are never followed.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator

from luocdo.graph.errors import ReadError, TooLarge, WrongKind
from luocdo.loaders.docx_xml import XmlElement, XmlError, parse

_LARGEST_RATIO = 200
"""Inflated to stored size of a part above 1 MB; Word's XML reaches 20, long empty tables 60."""
_SMALL = 1_000_000
_LARGEST_DIRECTORY = 5_000_000
"""Bytes of the package's table of contents: about 50,000 entries, where a document has 20."""
_CHUNK = 1_000_000

_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError)
"""What zipfile raises on bytes that were changed: an offset before the file is a ValueError, an unknown packing a
NotImplementedError, which is a RuntimeError."""


class Package:
    """The parts of one DOCX file. Every method raises ReadError where the file is damaged or hostile."""

    def __init__(self, name: str, data: bytes, max_inflated: int) -> None:
        self._name, self._left = name, max_inflated
        _check_directory(name, data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            raise ReadError(name, f"truncated or damaged DOCX ({error})") from error
        self._names = frozenset(self._zip.namelist())
        self.main = self._find_main()

    def related(self, kind: str) -> XmlElement | None:
        """The part that the main document calls its `styles`, `numbering`, `footnotes` …, if there is one."""
        for type_, target in self._relations(self.main):
            if type_.rpartition("/")[2] == kind:
                return self.xml(target)
        return None

    def xml(self, part: str) -> XmlElement:
        """The root of a part."""
        try:
            return parse(self._inflate(part))
        except XmlError as error:
            raise ReadError(self._name, f"damaged DOCX: {error}", part) from error

    def _find_main(self) -> str:
        for type_, target in self._relations(""):
            if type_.endswith("/officeDocument"):
                if not target.startswith("word/"):
                    raise WrongKind(self._name, "an Office file, but not a Word document", target)
                return target
        raise WrongKind(self._name, "a ZIP archive, but not a DOCX")

    def _relations(self, source: str) -> Iterator[tuple[str, str]]:
        """(type, part) of all that a part refers to inside the package."""
        folder, file = posixpath.split(source)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if rels not in self._names:
            return
        for relation in self.xml(rels):
            if isinstance(relation.tag, str) and relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                yield relation.get("Type", ""), target.lstrip("/")

    def _inflate(self, part: str) -> Iterator[bytes]:
        try:
            entry = self._zip.getinfo(part)
        except KeyError as error:
            raise ReadError(self._name, "damaged DOCX: a part is missing", part) from error
        if entry.file_size > self._left:
            raise self._bomb(part, f"declares {entry.file_size:,} bytes")
        size = 0
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > self._left:
                        raise self._bomb(part, f"inflates to more than {self._left:,} bytes")
                    if size > _SMALL and size > _LARGEST_RATIO * max(entry.compress_size, 1):
                        raise self._bomb(part, f"inflates to more than {_LARGEST_RATIO} times its size")
                    yield chunk
        except _DAMAGED as error:
            raise ReadError(self._name, f"truncated or damaged DOCX ({error})", part) from error
        self._left -= size

    def _bomb(self, part: str, what: str) -> ReadError:
        return TooLarge(self._name, f"refused as a zip bomb: it {what}", part)


def _check_directory(name: str, data: bytes) -> None:
    """Looks at the size of the table of contents before zipfile builds an object for each entry."""
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or len(data) < end + 22:
        raise ReadError(name, "truncated DOCX: the end of the file is missing", f"byte {len(data)}")
    (size,) = struct.unpack_from("<L", data, end + 12)
    if size > _LARGEST_DIRECTORY:
        raise TooLarge(name, f"refused as a zip bomb: a table of contents of {size:,} bytes")
