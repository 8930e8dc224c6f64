"""Files to text: finds the kind, calls its reader, mends legacy fonts, marks pages, reports oddities."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath

from luocdo.graph.errors import ReadError, TooLarge
from luocdo.graph.model import PageMark, Problem, SourceText
from luocdo.loaders.kinds import MEDIA_TYPES, SUFFIXES, Kind, kind_of
from luocdo.loaders.legacy_fonts import Repair, find_repair, plausibility
from luocdo.loaders.lines import Part
from luocdo.loaders.marks import unseen_marks
from luocdo.loaders.read_docx import read_docx
from luocdo.loaders.read_html import read_html
from luocdo.loaders.read_pdf import read_pdf
from luocdo.loaders.read_text import decode

MAX_BYTES = 50_000_000
_FOUND_IN_FOLDERS = frozenset(SUFFIXES) | {".doc"}
"""What a folder yields; `.doc` cannot be read, but its reader says so instead of passing it over."""
_REASONS = {
    errno.ENOENT: "no such file",
    errno.EACCES: "no permission to read it",
    errno.EPERM: "no permission to read it",
    errno.EISDIR: "a directory, not a file",
}
_OLD_ENCODINGS = ("tcvn3", "vni", "windows-1258")
_DOUBTFUL_SHARE, _DOUBTFUL_WORDS = 0.5, 50
"""Below this share of Vietnamese words among at least so many with diacritics, the text is doubtful."""


def read(path: Path, *, max_bytes: int = MAX_BYTES) -> SourceText:
    """The text of a file, its pages, and what is odd about it. Raises ReadError and nothing else."""
    data, size = read_data(path, max_bytes=max_bytes)
    return _read(str(path), path.name, data, size, max_bytes)


def read_data(path: Path, *, max_bytes: int = MAX_BYTES) -> tuple[bytes, int]:
    """The bytes of a file up to one more than `max_bytes`, and its size. Raises ReadError and nothing else."""
    name = str(path)
    try:
        if path.is_dir():
            os.listdir(path)  # says so where the folder cannot even be listed
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if path.exists() and not path.is_file():
            raise ReadError(name, "neither a file nor a directory")
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, f"cannot be read ({error.strerror})")
        raise ReadError(name, reason) from error
    except ValueError as error:
        raise ReadError(name, f"not a file name ({error})") from error
    return data, max(size, len(data))


def read_bytes(name: str, data: bytes, *, max_bytes: int = MAX_BYTES, max_pages: int | None = None) -> SourceText:
    """As `read`, for standard input and uploads; the suffix of `name` counts where content does not say."""
    return _read(name, PurePath(name).name, data, len(data), max_bytes, max_pages)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files to read: each path as given, folders expanded to what can be read in them, in stable order.

    A folder that cannot be listed stands in the list itself, so that reading it says why.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in _folder_files(path) if path.is_dir() else [path]:
            found.setdefault(file)
    return list(found)


def passed_over(paths: Iterable[Path]) -> int:
    """How many files of these folders `find_files` leaves out for their suffix: `.rtf`, `.xlsx`, none at all."""
    folders = [path for path in paths if path.is_dir()]
    names = (name for folder in folders for _, names in _walk(folder) for name in names)
    return sum(not name.startswith((".", "~$")) and not _is_wanted(name) for name in names)


def _walk(folder: Path, onerror: Callable[[OSError], None] | None = None) -> Iterator[tuple[str, list[str]]]:
    """The folders below one with the names of their files; hidden folders are left out."""
    for root, folders, names in os.walk(folder, onerror=onerror):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield root, names


def _folder_files(folder: Path) -> list[Path]:
    files: list[Path] = []

    def keep_unlisted(error: OSError) -> None:
        files.append(Path(error.filename))

    for root, names in _walk(folder, keep_unlisted):
        files.extend(Path(root, name) for name in names if _is_wanted(name))
    return sorted(files)


def _is_wanted(name: str) -> bool:
    """`~$plan.docx` is a lock that Word leaves beside an open file."""
    return PurePath(name).suffix.lower() in _FOUND_IN_FOLDERS and not name.startswith((".", "~$"))


def _read(name: str, source: str, data: bytes, size: int, max_bytes: int, max_pages: int | None = None) -> SourceText:
    if size > max_bytes:
        raise TooLarge(name, f"too large: {size:,} bytes, the limit is {max_bytes:,}")
    if not data:
        raise ReadError(name, "empty: 0 bytes")
    kind, warning = kind_of(name, data)
    parts, encoding = _parts(kind, name, data, max_bytes, max_pages)
    text, pages, problems = _assemble(name, parts, max_bytes)
    repair = find_repair(text)
    if repair is not None:
        text, pages, problems = _assemble(
            name, [part._replace(text=repair.apply(part.text)) for part in parts], max_bytes
        )
        encoding = repair.id if repair.whole else f"{encoding}, {repair.id} in part"
    notes = [Problem("warning", warning)] if warning else []
    return SourceText(
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        media_type=MEDIA_TYPES[kind],
        encoding=encoding,
        pages=pages,
        problems=(*notes, *problems, *_doubts(text, encoding, repair), *unseen_marks(text)),
    )


def _parts(kind: Kind, name: str, data: bytes, max_bytes: int, max_pages: int | None) -> tuple[list[Part], str]:
    match kind:
        case "pdf":
            return read_pdf(name, data, max_bytes, max_pages), "unicode"
        case "docx":
            return read_docx(name, data, max_bytes), "unicode"
        case "html":
            return read_html(name, data)
        case "text" | "markdown":
            decoded = decode(name, data)
            return [Part("", decoded.text)], decoded.encoding


def _assemble(name: str, parts: list[Part], max_bytes: int) -> tuple[str, tuple[PageMark, ...], list[Problem]]:
    """The parts as one text, with marks where labelled parts begin and the parts' warnings in place."""
    pages, problems, start = [], [], 0
    for part in parts:
        if part.label:
            pages.append(PageMark(start, part.label))
        if part.warning:
            problems.append(Problem("warning", part.warning, start, start + len(part.text)))
        start += len(part.text)
    text = "".join(part.text for part in parts)
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise ReadError(name, "empty: it holds no text")
    if len(text) > max_bytes or len(text.encode()) > max_bytes:
        raise TooLarge(name, f"too large: more than {max_bytes:,} bytes of text")
    return text, tuple(pages), problems


def _doubts(text: str, encoding: str, repair: Repair | None) -> list[Problem]:
    """What the reader knows of its own doubt: a conversion, a lost letter, a language that is not ours."""
    if repair is not None:
        where = "" if repair.whole else " in part"
        notes = [Problem("info", f"written in {repair.name}{where}: converted to Unicode")]
    elif encoding in _OLD_ENCODINGS:
        notes = [Problem("info", f"written in {encoding.upper()}: converted to Unicode")]
    else:
        notes = []
    words, share = plausibility(text)
    if words < _DOUBTFUL_WORDS:
        return notes
    if encoding == "tcvn3" and "ư" not in text:
        notes.append(Problem("warning", "no letter ư in TCVN3 text: a copy dropped its code, words are broken"))
    if share < _DOUBTFUL_SHARE:
        message = f"only {share:.0%} of the words with diacritics are Vietnamese: another language or unknown fonts"
        notes.append(Problem("warning", message))
    return notes
