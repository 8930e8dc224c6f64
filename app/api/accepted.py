"""What a request says it wants to be answered in."""

from __future__ import annotations

from collections.abc import Iterable


def accepted(headers: Iterable[str]) -> list[str]:
    """The media types of `Accept` headers without parameters, best first; those of weight 0 are left out."""
    weighed = [_weighed(part) for header in headers for part in header.split(",")]
    wanted = [(type_, weight) for type_, weight in weighed if type_ and weight > 0]
    return [type_ for type_, _ in sorted(wanted, key=lambda each: -each[1])]


def _weighed(part: str) -> tuple[str, float]:
    """A media type and its weight; one that is no number counts as none was given."""
    type_, *parameters = (each.strip().lower() for each in part.split(";"))
    told = next((each[2:] for each in parameters if each.startswith("q=")), "1")
    try:
        weight = float(told)
    except ValueError:
        weight = 1.0
    return type_, weight if 0 <= weight <= 1 else 1.0
