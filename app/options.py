"""The options that several commands share. Help is in both languages: it is read before one is chosen."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Annotated, Literal

import typer

from luocdo.app.settings import settings
from luocdo.graph.places import find_province
from luocdo.graph.registry import Registry, read_registry
from luocdo.graph.store import Store
from luocdo.queries.wording import Language

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def read_day(words: str) -> str:
    """An ISO day from `2020-03-24` or `24/3/2020`; BadParameter for a day that is none."""
    match = _DAY_FIRST.fullmatch(words.strip())
    try:
        if match:
            return datetime.date(int(match[3]), int(match[2]), int(match[1])).isoformat()
        return datetime.date.fromisoformat(words.strip()).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{words!r}: YYYY-MM-DD") from None


def read_province(words: str) -> str:
    """The name of a province, old or new, as the graph writes it: `gia lai` is Gia Lai; BadParameter if none."""
    province = find_province(words)
    if province is None:
        raise typer.BadParameter(f"{words!r}: không có tỉnh này · no such province")
    return province.name


StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="URL", help="Kho dữ liệu · the store (LUOCDO_STORE, luocdo.db)", show_default=False
    ),
]
RegistryOption = Annotated[
    Path | None,
    typer.Option(
        "--registry",
        metavar="FILE",
        help="Sổ văn bản riêng, dạng registry.yaml · a registry of your own (LUOCDO_REGISTRY)",
        show_default=False,
    ),
]
LanguageOption = Annotated[
    Language, typer.Option("--lang", envvar="LUOCDO_LANG", help="Ngôn ngữ trên màn hình · language on screen")
]
DayOption = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", parser=read_day, help="Tính đến ngày này · as of this day"),
]
CountOption = Annotated[
    Literal["63", "34"],
    typer.Option("--provinces", help="Tính theo 63 tỉnh trước 01/7/2025 hay 34 tỉnh · by 63 or 34 provinces"),
]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=1, max=64, help="Số tiến trình · number of processes")
]
TableOrJson = Annotated[Literal["table", "json"], typer.Option("--format", help="Dạng kết quả · output")]
TreeOrJson = Annotated[Literal["tree", "json"], typer.Option("--format", help="Dạng kết quả · output")]
TableJsonOrCsv = Annotated[Literal["table", "json", "csv"], typer.Option("--format", help="Dạng kết quả · output")]


def the_store(url: str | None, *, create: bool = False) -> Store:
    """The store of the option, else of the settings; only loading makes one that is not there."""
    return settings().open_store(url, create=create)


def the_registry(path: Path | None) -> Registry | None:
    """The user's own registry of the option, else of the settings; None where there is none."""
    named = path or settings().registry
    try:
        return read_registry(named) if named else None
    except OSError as error:
        raise typer.BadParameter(f"{named}: {error.strerror}", param_hint="--registry") from error


def today() -> str:
    """The day a question is asked for where no other is given, ISO."""
    return datetime.date.today().isoformat()
