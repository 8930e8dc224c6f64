"""The findings on a draft as one HTML file that needs no other: the text with its citations marked, and a table."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from luocdo.app.finding_words import candidates, finding_name
from luocdo.queries.check import Checked, Finding
from luocdo.queries.wording import Language, say, say_day

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.4rem;text-align:left;
vertical-align:top}pre{white-space:pre-wrap;font:inherit;border-top:2px solid #ccc;padding-top:1rem}
.error{background:#ffd9d9}.warning{background:#ffefc2}.info{background:#eceff3}q{font-style:italic}
"""
_WORST = ("error", "warning", "info")


def html_report(found: Checked, text: str, language: Language) -> str:
    """The whole page. Nothing of the draft is taken for markup, and no script or file is asked for."""
    title = say("check.title", language)
    counts = say("check.total", language, day=say_day(found.on, language), **found.summary.to_dict())
    head = "".join(f"<th>{escape(say(key, language))}</th>" for key in _COLUMNS)
    rows = "".join(_row(number, each, language) for number, each in enumerate(found.findings, 1))
    source = escape(found.source)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}: {source}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{escape(title)}</h1><p>{source}</p><p>{escape(counts)}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f"<pre>{''.join(_marked(found, text))}</pre></body></html>\n"
    )


_COLUMNS = ("column.severity", "column.finding", "column.citation", "column.reason", "check.suggestion")


def _row(number: int, finding: Finding, language: Language) -> str:
    reason = finding.reason
    quote = f" <q>{escape(' '.join(reason.quote.split()))}</q>" if reason.quote else ""
    where = ", ".join(part for part in (reason.section, reason.source) if part)
    cells = (
        escape(say(f"severity.{finding.severity}", language)),
        escape(finding_name(finding.kind, language)),
        f'<a href="#m{finding.start}">{escape(" ".join(finding.text.split()))}</a>',
        escape(reason.text) + quote + (f" ({escape(where)})" if where else ""),
        "<br>".join(map(escape, filter(None, (finding.suggestion, *candidates(finding, language))))),
    )
    return f'<tr id="f{number}" class="{finding.severity}">{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _marked(found: Checked, text: str) -> Iterator[str]:
    """The text with each place marked once, by the worst of its findings."""
    worst: dict[tuple[int, int], str] = {}
    for each in found.findings:
        place = (each.start, each.end)
        worst[place] = min(worst.get(place, "info"), each.severity, key=_WORST.index)
    done = 0
    for (start, end), severity in sorted(worst.items()):
        if start < done:
            continue
        yield escape(text[done:start])
        yield f'<mark id="m{start}" class="{severity}">{escape(text[start:end])}</mark>'
        done = end
    yield escape(text[done:])
