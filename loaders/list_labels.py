"""The number of a list item as word processors and browsers show it."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def list_label(number: int, style: str) -> str:
    """Item `number` in one of the formats of WordprocessingML (`decimal`, `upperRoman`, `lowerLetter` …).

    Formats for other scripts come out as decimal; `none` is empty, `bullet` a dash.
    """
    match style:
        case "none":
            return ""
        case "bullet":
            return "-"
        case "decimalZero":
            return f"{number:02d}"
        case "lowerRoman" | "upperRoman" if 0 < number < 4000:
            return _cased(_roman(number), style)
        case "lowerLetter" | "upperLetter" if number > 0:
            return _cased(_letters(number), style)
    return str(number)


def _cased(label: str, style: str) -> str:
    return label.upper() if style.startswith("upper") else label


def _roman(number: int) -> str:
    label = ""
    for value, digits in _ROMAN:
        count, number = divmod(number, value)
        label += digits * count
    return label


def _letters(number: int) -> str:
    """a … z, then aa, bb … as Word counts."""
    repeat, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * min(repeat + 1, 10)
