"""The words a head, a signature and a page's frame are told by (`data/header_words.yaml`), read once."""

from __future__ import annotations

from functools import cache

from luocdo.graph.data_files import load
from luocdo.graph.vocabulary import doctypes
from luocdo.loaders.word_trees import tree_of

FILE = "header_words.yaml"

# A letter has no heading; above a consolidated text stands the type of its base: `VĂN BẢN HỢP NHẤT - BỘ Y TẾ`
# is a line of the gazette.
_NO_HEADING = ("Công văn", "Văn bản hợp nhất")


@cache
def words(part: str) -> tuple[str, ...]:
    """The list under `part`, longest first, so that an alternation of them finds the longest."""
    return tuple(sorted(load_all()[part], key=len, reverse=True))


@cache
def load_all() -> dict[str, list[str]]:
    """The lists of the file by name; `labels` is a mapping and read by `labels()`."""
    return {key: value for key, value in load(FILE).items() if isinstance(value, list)}


@cache
def labels() -> dict[str, str]:
    """Label of a portal's table -> what it stands for: `Người ký:` -> `signer`."""
    return {label: key for key, label in load(FILE)["labels"].items()}


@cache
def either(part: str) -> str:
    """One of the words of `part`, the longest, as part of a regular expression."""
    return tree_of(words(part))


@cache
def type_names() -> dict[str, str]:
    """Wordings of types in capitals -> the type as the vocabulary names it: `KẾ HOẠCH` -> `Kế hoạch`.

    `Chương trình phối hợp` stays what people call it, as in `loaders.type_words`; `Thông báo kết luận` is
    a Thông báo whose title begins with `Kết luận`.
    """
    found: dict[str, str] = {}
    for kind in doctypes().all:
        if kind.name in _NO_HEADING:
            continue
        for phrase in (kind.name, *kind.words):
            if phrase.casefold().endswith(" số") or (phrase != kind.name and kind.name == "Thông báo"):
                continue
            spoken = phrase if phrase.startswith(kind.name) and kind.name == "Chương trình" else kind.name
            found[phrase.upper()] = spoken
    return found
