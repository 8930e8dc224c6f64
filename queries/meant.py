"""What a citation may mean whose number contradicts its own words: the document of those words that is known.

`Thông tư số 44/2023/TT-BTC … của Bộ trưởng Bộ Công Thương` is a slip of the number or of the ministry. Only where
a 44/2023/TT-BCT of that day is known does anything tell which, and it is offered; nothing is ever settled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from luocdo.graph.agency_names import agency_ref
from luocdo.graph.doctypes import doctypes
from luocdo.graph.errors import NumberError
from luocdo.graph.known import name_key, type_key
from luocdo.graph.model import Citation, DocumentNode
from luocdo.graph.number import DocumentNumber, number_key
from luocdo.graph.organs import organs
from luocdo.graph.registry import known_documents
from luocdo.graph.store import Reader
from luocdo.queries.find import joined
from luocdo.queries.registers import Registers


def meant(reader: Reader, cited: Sequence[Citation], registers: Registers) -> dict[int, DocumentNode]:
    """The one known document of the type, the body or the name that a citation gives and its number contradicts, by
    the start of the first mention; all asked for at once."""
    wanted = {each.mentions[0].start: (each, tuple(_variants(each))) for each in cited if each.number is not None}
    numbers = [number for _, numbers in wanted.values() for number in numbers]
    registers.prepare(numbers)
    groups = reader.by_number_keys(number_key(number) for number in numbers)
    found = {}
    for start, (citation, variants) in wanted.items():
        fitting = {
            node.id: node
            for number in variants
            for node in joined(groups.get(number_key(number), ()), number, registers)
            if not node.ambiguous and _fits(node, citation)
        }
        if len(fitting) == 1:
            found[start] = next(iter(fitting.values()))
    return found


def _fits(document: DocumentNode, citation: Citation) -> bool:
    same_type = citation.type is None or type_key(document.type) == type_key(citation.type)
    return same_type and (document.date or "").startswith(citation.date or "")


def _variants(citation: Citation) -> Iterator[str]:
    """The number with the code of the type or the body that the words give; the numbers of the law they name."""
    try:
        parsed = DocumentNumber.parse(citation.number or "")
    except NumberError:
        return
    known = doctypes().by_words(citation.type or "")
    if known is not None and parsed.type_code is not None and parsed.type_code not in known.codes:
        yield from (str(msgspec.structs.replace(parsed, type_code=code)) for code in known.codes)
    if len(parsed.organ_codes) == 1 and len(citation.issuer) == 1:
        for code in _codes_of(citation.issuer[0].id):
            if code != parsed.organ_codes[0]:
                yield str(msgspec.structs.replace(parsed, organ_codes=(code,)))
    if citation.name is not None:
        for fact in known_documents().by_name(name_key(citation.type, citation.name)[0]):
            if fact.number is not None and fact.number != citation.number and _is_near(fact.number, parsed):
                yield fact.number


def _is_near(number: str, written: DocumentNumber) -> bool:
    """Whether a number may have been meant by another: of the same year, or the same count with a slip in the year."""
    other = DocumentNumber.parse(number)
    return other.year == written.year or other.serial.lstrip("0") == written.serial.lstrip("0")


def _codes_of(agency: str) -> Iterator[str]:
    for each in organs().all:
        ref = None if each.local or each.issuer else agency_ref(each.name, None)
        if ref is not None and ref.id == agency:
            yield each.code
