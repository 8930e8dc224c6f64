"""Rows of a Parquet file, where its library is installed: `pip install luocdo[parquet]`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import count
from pathlib import Path

from luocdo.graph.errors import ReadError
from luocdo.loaders.table_row import Row

_AT_ONCE = 2_000


def parquet_rows(path: Path, columns: Collection[str]) -> Iterator[Row]:
    """The rows in their order, of the columns that are needed alone: the texts beside them are not read."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise ReadError(str(path), "Parquet needs its library: pip install luocdo[parquet]") from error
    try:
        with path.open("rb") as file, ParquetFile(file) as table:
            there = set(table.schema_arrow.names)
            wanted = {name if name in there else name.partition(".")[0] for name in columns}
            missing = wanted - there
            if missing:
                raise ReadError(str(path), f"no column {', '.join(sorted(missing))} in it")
            places = count(1)
            for batch in table.iter_batches(_AT_ONCE, columns=sorted(wanted)):
                for cells in batch.to_pylist():
                    yield Row(next(places), cells)
    except ArrowException as error:
        raise ReadError(str(path), f"damaged, or not a Parquet file: {' '.join(str(error).split())}") from error
