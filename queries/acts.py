"""What others did to a document: replaced, ended, changed, stopped or prolonged it, and from when."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from luocdo.graph.errors import NumberError
from luocdo.graph.identity_policy import kind_of
from luocdo.graph.model import DocumentNode, Edge, Evidence, Terms
from luocdo.graph.number import DocumentNumber
from luocdo.graph.store import Reader
from luocdo.queries.act import ACTS, ENDINGS, Act, is_transitional
from luocdo.queries.registers import Effected, Registers, Said
from luocdo.queries.territory import confined

CONSOLIDATED = "Văn bản hợp nhất"


def acts_on(
    reader: Reader, documents: Iterable[DocumentNode], registers: Registers | None = None, *, every: bool = False
) -> dict[str, tuple[Act, ...]]:
    """The acts on each of these documents that store and registers know, by day, those without a day last; `every`:
    with those that cannot be.

    One act told by several has the words of the text, unless these are a sample's, and the day of its clause;
    the day of the first register that gives one where the clause has none.
    """
    asked = {each.id: each for each in documents}
    registers = registers or Registers(reader)
    wanted = {id_: each for id_, each in asked.items() if id_ not in registers.acts}
    if wanted:
        found = _read(reader, wanted, registers)
        registers.acts.update((id_, found.get(id_, ())) for id_ in wanted)
    if every:
        return {id_: acts for id_ in asked if (acts := registers.acts[id_])}
    return {id_: acts for id_, node in asked.items() if (acts := _possible(registers.acts[id_], node))}


def _possible(acts: tuple[Act, ...], on: DocumentNode) -> tuple[Act, ...]:
    """Those not of the State on a document of the Party: 71/NQ-CP, which a text says has changed a programme to carry
    out 57-NQ/TW, has not changed 57-NQ/TW."""
    if not acts or not kind_of(on.number).party:
        return acts
    return tuple(act for act in acts if act.by.number is None or kind_of(act.by.number).party)


def _read(reader: Reader, wanted: dict[str, DocumentNode], registers: Registers) -> dict[str, tuple[Act, ...]]:
    """The acts on documents that this question has not asked about yet."""
    edges = reader.neighbours(wanted, ACTS, "down", evidence=True)
    registers.prepare(each.number for each in wanted.values())
    effects = {id_: [each for each in registers.effects_on(node) if each.kind in ACTS] for id_, node in wanted.items()}
    by_register = [each for found in effects.values() for each in found]
    actors = reader.documents(dict.fromkeys([*(e.source for e in edges), *(each.by_id for each in by_register)]))
    registers.prepare([*(each.number for each in actors.values()), *(each.number for each in by_register)])
    seen_by = _first_tellers(reader, edges, actors)
    told: dict[str, dict[tuple[str, str], Act]] = {}
    for edge in edges:
        actor = actors.get(edge.source)
        if actor is not None and may_act(actor, wanted[edge.target]):
            act = _act(edge, actor, wanted[edge.target], registers)
            if actor.id in seen_by:
                act = msgspec.structs.replace(act, not_before=min(act.not_before or "9999", seen_by[actor.id]))
            told.setdefault(edge.target, {})[edge.kind, actor.id] = act
    for id_, found in effects.items():
        for effect in found:
            actor = actors.get(effect.by_id) or effect.by
            if not effect.keeper or may_act(actor, wanted[id_]):
                _tell(told.setdefault(id_, {}), effect, actor, registers)
    return {id_: _settled(acts.values(), registers.states_on(wanted[id_])) for id_, acts in told.items() if acts}


def _first_tellers(reader: Reader, edges: Iterable[Edge], actors: Mapping[str, DocumentNode]) -> dict[str, str]:
    """The first day on which a text tells of each actor whose own day is not known: it was there by then."""
    undated: dict[str, set[str]] = {}
    for edge in edges:
        if edge.source in actors and actors[edge.source].date is None:
            undated.setdefault(edge.source, set()).update(each.document_id for each in edge.evidence)
    tellers = reader.documents(dict.fromkeys(id_ for ids in undated.values() for id_ in ids)) if undated else {}
    days = {
        actor: [day for id_ in ids if id_ in tellers and (day := tellers[id_].date)] for actor, ids in undated.items()
    }
    return {actor: min(found) for actor, found in days.items() if found}


def _settled(acts: Iterable[Act], said: Sequence[Said]) -> tuple[Act, ...]:
    told = list(acts)
    numbered = {(act.kind, act.by.type, act.by.date) for act in told if act.by.number is not None}
    single = [act for act in told if act.by.number is not None or not _is_told(act, numbered)]
    return tuple(sorted((_tempered(act, said) for act in single), key=_order))


def _is_told(act: Act, numbered: Container[tuple[str, str | None, str | None]]) -> bool:
    """Whether an act of a document without a number is one of the numbered.

    `Luật ngày 25 tháng 6 năm 2025`, which a text says has changed a law, is the 87/2025/QH15 that others name.
    """
    return act.by.date is not None and (act.kind, act.by.type, act.by.date) in numbered


def _tempered(act: Act, said: Sequence[Said]) -> Act:
    """An end that a table alone tells is only a part's where its keeper says that the rest stands on.

    The labels of the national database do not tell a whole document from a part; its states do.
    """
    if not (act.keeper and act.ends()):
        return act
    for each in said:
        stands = each.state == "partly" or (each.state == "in_force" and (act.day or "") <= each.known_by)
        if stands and each.keeper == act.keeper:
            return msgspec.structs.replace(act, partial=True, differs=f"{each.where}: {each.words}")
    return act


def may_act(actor: DocumentNode, on: DocumentNode) -> bool:
    """Whether a document can have done something to the validity of another.

    Not one that stands for several, that is older, or that consolidates (it replaces nothing); nor does a
    province end what the centre issued (80/2015/QH13, Điều 12: the issuer or a higher body does).
    """
    if actor.ambiguous or actor.type == CONSOLIDATED:
        return False
    if actor.date is not None and on.date is not None and actor.date < on.date:
        return False
    local = actor.level is not None and not actor.level.startswith("central")
    return not (local and on.level is not None and on.level.startswith("central"))


def start_of(document: DocumentNode) -> str | None:
    """The first day of effect: its own clause, else the day of issue where the law lets it begin then.

    A normative State document begins on the day it names (80/2015/QH13 Điều 151: 45 days at the least
    at the centre), so without its clause the day is unknown; Party and administrative ones begin at once.
    """
    if document.effective_from is not None:
        return document.effective_from
    return None if is_normative(document) else document.date


def is_normative(document: DocumentNode) -> bool:
    """Whether a document is a normative act of the State: its number carries a year or a term of Quốc hội."""
    if document.level is not None and document.level.endswith("party"):
        return False
    normative = _is_normative_number(document.number or "")
    return document.name is not None if normative is None else normative


@lru_cache(maxsize=65_536)
def _is_normative_number(number: str) -> bool | None:
    """Whether a number carries a year or a term of Quốc hội; None for what is no number."""
    try:
        parsed = DocumentNumber.parse(number)
    except NumberError:
        return None
    return parsed.form == "qh" or parsed.year is not None


def _tell(acts: dict[tuple[str, str], Act], effect: Effected, actor: DocumentNode, registers: Registers) -> None:
    """Add what a register tells to the acts on a document: a new one, or another voice on one that is told."""
    key = _same_act(acts, effect, actor.id) or (effect.kind, actor.id)
    acts[key] = _with_register(acts.get(key), effect, actor, registers)


def _same_act(acts: dict[tuple[str, str], Act], effect: Effected, actor: str) -> tuple[str, str] | None:
    """The key of what is told of an act already: that one replaced another, ended it, or a part of it, is one act."""
    kinds = [effect.kind]
    if effect.kind in ENDINGS:
        kinds += [*sorted(ENDINGS - {effect.kind}), "AMENDS"]
    elif effect.kind == "AMENDS":
        kinds += sorted(ENDINGS)
    told = [(kind, actor) for kind in kinds if (kind, actor) in acts]
    for key in told:
        act = acts[key]
        if key[0] == effect.kind or not (act.illustrative or (key[0] == "AMENDS" and not act.quote)):
            return key
    return None


def best_evidence(evidence: Iterable[Evidence]) -> Evidence | None:
    """What to show for a relation: real before illustrative, the surest, the first by source and place."""
    return min(
        evidence,
        key=lambda each: (each.illustrative, -each.confidence, each.source, each.start),
        default=None,
    )


def _act(edge: Edge, actor: DocumentNode, on: DocumentNode, registers: Registers) -> Act:
    seen = best_evidence([each for each in edge.evidence if each.terms is not None] or edge.evidence)
    terms = seen.terms if seen and seen.terms else Terms(None, edge.partial or edge.kind == "AMENDS")
    return Act(
        kind=edge.kind,
        by=actor,
        day=terms.from_ or start_of(registers.with_days(actor)),
        not_before=there_by(actor),
        partial=terms.partial or edge.kind == "AMENDS",
        provisions=terms.provisions,
        quote=seen.quote if seen else "",
        source=seen.source if seen else "",
        section=seen.section if seen else "",
        confidence=edge.confidence,
        illustrative=seen is not None and seen.illustrative,
        kept=tuple(each for each in terms.except_ if not is_transitional(each)),
        spared=tuple(each for each in terms.except_ if is_transitional(each)),
        said=terms.from_,
        territory=confined(terms.territory, on),
    )


def _with_register(stated: Act | None, effect: Effected, actor: DocumentNode, registers: Registers) -> Act:
    """An act that a register tells, or what is told of it already with the register's day where it has none."""
    if stated is None or stated.illustrative:
        return Act(
            kind=effect.kind,
            by=actor,
            day=effect.from_ or start_of(registers.with_days(actor)),
            not_before=there_by(actor),
            partial=effect.partial,
            provisions=(),
            quote="",
            source=effect.where,
            section=effect.clause,
            confidence=effect.sure,
            said=effect.from_,
            vague=effect.vague,
            keeper=effect.keeper,
        )
    differs = _difference(stated, effect)
    agrees = not differs and stated.confidence < effect.sure
    return msgspec.structs.replace(
        stated,
        day=stated.said or effect.from_ or stated.day,
        said=stated.said or effect.from_,
        confidence=effect.sure if agrees else stated.confidence,
        differs="; ".join(filter(None, (stated.differs, differs))),
    )


def _difference(stated: Act, effect: Effected) -> str:
    """What a register tells otherwise: another day, or another kind of act; empty where both can be so."""
    other_day = stated.said is not None and effect.from_ is not None and effect.from_ != stated.said
    # That a document has ended does not contradict that another took its place.
    vague = stated.kind in ENDINGS and (effect.vague or stated.vague)
    other_kind = effect.kind != stated.kind and not vague
    whole = stated.partial != effect.partial and effect.kind == stated.kind
    if not (other_day or other_kind or whole):
        return ""
    return f"{effect.where} ({', '.join(filter(None, (effect.kind.lower(), effect.from_)))})"


def there_by(document: DocumentNode) -> str:
    """The day by which a document was there for certain: the day of issue, else the last of the year in the number.

    `140/2025/QH15`, whose day nobody tells, may be of December: on a day of 2025 it has done nothing yet.
    """
    first = earliest_day(document)
    return first if document.date is not None or not first else f"{first[:4]}-12-31"


def earliest_day(document: DocumentNode) -> str:
    """The day of issue, else the first day of the year in the number; empty where neither is known."""
    if document.date is not None:
        return document.date
    try:
        year = DocumentNumber.parse(document.number or "").year
    except NumberError:
        year = None
    return f"{year}-01-01" if year else ""


def _order(act: Act) -> tuple[str, str, str]:
    return act.day or "9999", act.by.id, act.kind
