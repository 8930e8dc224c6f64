"""What an export says of itself: VoID, by which a reader of linked data learns what is inside before reading it."""

from __future__ import annotations

from collections import Counter
from functools import cache

import luocdo
from luocdo.graph.rdf_terms import BASE, SOFTWARE, Description, T, address, text, whole
from luocdo.graph.schema import schema

DATASET = f"<{BASE}dataset>"


class Tally:
    """Counts of what was written: triples, things by class, triples by property."""

    def __init__(self) -> None:
        self.triples = 0
        self._properties: Counter[str] = Counter()
        self._classes: Counter[str] = Counter()

    def add(self, description: Description) -> None:
        """Count the triples of one description."""
        self.triples += len(description.pairs)
        for property_, value in description.pairs:
            self._properties[property_] += 1
            if property_ == _TYPE:
                self._classes[value] += 1

    def descriptions(self) -> list[Description]:
        """The dataset with its partitions, by name; triples are counted without these."""
        classes = [_partition("void:class", "void:entities", each) for each in sorted(self._classes.items())]
        properties = [_partition("void:property", "void:triples", each) for each in sorted(self._properties.items())]
        pairs = [(T["rdf:type"], T["void:Dataset"]), (T["void:uriSpace"], text(BASE))]
        pairs += [(T["dcterms:title"], text("Lược đồ văn bản", "vi")), (T["dcterms:title"], text("luocdo", "en"))]
        pairs += [(T["void:triples"], whole(self.triples)), (T["dcterms:creator"], SOFTWARE)]
        pairs += [(T["void:vocabulary"], each) for each in sorted({_namespace(each) for each in self._properties})]
        pairs += [(T["void:classPartition"], each.subject) for each in classes]
        pairs += [(T["void:propertyPartition"], each.subject) for each in properties]
        made = [(T["rdf:type"], T[each]) for each in ("prov:SoftwareAgent", "schema:SoftwareApplication")]
        made.append((T["skos:prefLabel"], text("luocdo")))
        made.append((T["schema:softwareVersion"], text(luocdo.__version__)))
        return [Description(DATASET, pairs), *classes, *properties, Description(SOFTWARE, made)]


_TYPE = T["rdf:type"]


def _partition(property_: str, counted: str, each: tuple[str, int]) -> Description:
    name, count = each
    prefix = _prefixes().get(_namespace(name)[1:-1], "")
    local = name[1:-1].removeprefix(_namespace(name)[1:-1])
    subject = address("dataset", f"{property_[5:]}-{prefix}-{local}")
    return Description(subject, [(T[property_], name), (T[counted], whole(count))])


@cache
def _prefixes() -> dict[str, str]:
    return {name: prefix for prefix, name in schema().prefixes.items()}


def _namespace(name: str) -> str:
    """The namespace of a term: all up to the last `#` or `/`."""
    bare = name[1:-1]
    return f"<{bare[: max(bare.rfind('#'), bare.rfind('/')) + 1]}>"
