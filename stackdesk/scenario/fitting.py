"""What a reference's fit may move, and taking over what a fit has found."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stackdesk.core.errors import ReferenceDataError
from stackdesk.core.quantity import Parameter
from stackdesk.scenario.trajectory import Trajectory, Value

if TYPE_CHECKING:
    from stackdesk.scenario.references import Reference

FILE = "calibration.toml"


@dataclass(frozen=True)
class Free:
    """A group of parameters that the fit multiplies by one path of factors.

    `parameter` is an address in which `*` stands for any item. `knots` are years between which the
    logarithm of the factor runs straight; a single one stands for the whole span. `factors` are what the
    shipped values were multiplied by, a knot each, so that the values before the fit can be told.
    """

    parameter: str
    knots: tuple[float, ...]
    factors: tuple[float, ...]
    reason: str

    def moved(self, value: Value, factors: Sequence[float]) -> Value:
        """Give a shipped value with other factors, a knot each, than those it was shipped with."""
        change = [math.log(new / old) for new, old in zip(factors, self.factors, strict=True)]
        path = Trajectory(tuple(zip(self.knots, change, strict=True)))
        if not isinstance(value, Trajectory):
            return value * math.exp(path.points[-1][1])
        return Trajectory(tuple((year, at * math.exp(path.at(year))) for year, at in value.points))

    def parameters(self, reference: Reference) -> list[Parameter]:
        """List the parameters that the address stands for, in the order of the catalogue."""
        known = reference.catalogue.parameters
        return [one for key, one in known.items() if fnmatch(key, self.parameter)]


def read_free(folder: Path, reference: Reference) -> tuple[Free, ...]:
    """Read what a reference's fit may move; empty where the folder does not say.

    Raises:
        ReferenceDataError: the file cannot be read, a row is wrong or stands for no parameter.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        rows = tuple(_free(row) for row in raw["free"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReferenceDataError(f"{path}: cannot be read: {error!r}") from error
    for row in rows:
        if len(row.knots) != len(row.factors) or not row.parameters(reference):
            raise ReferenceDataError(
                f"{path}: {row.parameter}: a factor for every knot, and a known parameter"
            )
    return rows


def _free(row: dict[str, Any]) -> Free:
    """Read one row."""
    numbers: Sequence[float] = row["factors"]
    knots = row.get("knots", [2023.0])
    return Free(row["parameter"], tuple(map(float, knots)), tuple(map(float, numbers)), row["reason"])


def take_over(folder: Path, reference: Reference, found: Mapping[Free, Sequence[float]]) -> list[Path]:
    """Write the values that a fit found into a reference's folder; gives the files that changed.

    Values are rounded to four figures and called fitted; everything else in the files stays.

    Raises:
        OSError: a file cannot be read or written.
    """
    import tomlkit  # late: only fitting writes these files

    files: dict[Path, Any] = {}
    for free, factors in found.items():
        for one in free.parameters(reference):
            path = folder / f"{one.layer}.toml"
            document = files.setdefault(path, tomlkit.parse(path.read_text(encoding="utf-8")))
            entry: Any = document
            for word in one.address.split(".")[1:]:
                entry = entry[word]
            known = reference.entries[one.address]
            if known.value is not None:
                entry["value"] = _written(free.moved(known.value, factors), one)
            for region, value in known.by_region.items():
                entry["by_region"][region] = _written(free.moved(value, factors), one)
            entry["basis"] = "fitted"
    path = folder / FILE
    document = files[path] = tomlkit.parse(path.read_text(encoding="utf-8"))
    by_name = {free.parameter: factors for free, factors in found.items()}
    for row in document["free"]:
        row["factors"] = [float(f"{factor:.6g}") for factor in by_name[row["parameter"]]]
    for path, document in files.items():
        path.write_text(tomlkit.dumps(document), encoding="utf-8")
    return sorted(files)


def _written(value: Value, parameter: Parameter) -> Any:
    """Give a value as it stands in a reference file: a number, or an inline table of years."""
    if not isinstance(value, Trajectory):
        return _rounded(value, parameter)
    import tomlkit

    table = tomlkit.inline_table()
    for year, at in value.points:
        table.append(f"{year:.10g}", _rounded(at, parameter))
    return table


def _rounded(number: float, parameter: Parameter) -> float:
    """Round to four figures, within what is allowed."""
    return min(max(float(f"{number:.4g}"), parameter.low), parameter.high)
