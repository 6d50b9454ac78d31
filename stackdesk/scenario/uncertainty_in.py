"""Reading the uncertainty table: two quantiles and a shape for each parameter named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stackdesk.core.quantity import Parameter
from stackdesk.scenario.document import FIXED, SHAPES, Uncertainty
from stackdesk.scenario.findings import Keys
from stackdesk.scenario.reader import Reader
from stackdesk.scenario.words import near, suggestion

_UNBOUNDED = ("normal", "lognormal")
_POSITIVE = ("loguniform", "lognormal")


def read_uncertainty(reader: Reader, raw: Mapping[str, Any]) -> dict[str, Uncertainty]:
    """Read the distributions."""
    read: dict[str, Uncertainty] = {}
    for parameter, keys, item in reader.by_address(raw, ("uncertainty",)):
        one = _distribution(reader, parameter, keys, dict(reader.findings.table(item, keys)))
        if one is not None:
            read[parameter.address] = one
    return read


def _distribution(
    reader: Reader, parameter: Parameter, keys: Keys, raw: dict[str, Any]
) -> Uncertainty | None:
    """Read one distribution."""
    findings, limits = reader.findings, reader.limits(parameter, None)
    if raw.get("shape") == FIXED:
        rest = {key: item for key, item in raw.items() if key != "shape"}
        reader.unknown_in(rest, keys, ("shape",))
        return Uncertainty(unknown=rest)
    low = findings.number(raw.pop("low", None), (*keys, "low"), limits)
    high = findings.number(raw.pop("high", None), (*keys, "high"), limits)
    shape = raw.pop("shape", "uniform")
    if shape not in SHAPES:
        meant = suggestion(near(str(shape), SHAPES))
        findings.wrong((*keys, "shape"), f"must be one of {', '.join(SHAPES)}{meant}")
        return None
    quantiles = _quantiles(reader, raw.pop("quantiles", None), (*keys, "quantiles"), shape)
    reader.unknown_in(raw, keys, ("low", "high", "shape", "quantiles"))
    if low is None or high is None or quantiles is None:
        return None
    if low >= high:
        findings.wrong((*keys, "low"), f"low {low:g} must be below high {high:g}")
    elif shape in _POSITIVE and low <= 0:
        findings.wrong((*keys, "low"), f"must be above 0 where the shape is {shape}")
    return Uncertainty(low, high, shape, quantiles, raw)


def _quantiles(reader: Reader, raw: object, keys: Keys, shape: str) -> tuple[float, float] | None:
    """Read which quantiles low and high are: by default the ends; where there are none, 0.05 and 0.95."""
    unbounded = shape in _UNBOUNDED
    if raw is None:
        return (0.05, 0.95) if unbounded else (0.0, 1.0)
    if not isinstance(raw, list) or len(raw) != 2:
        reader.findings.wrong(keys, "must be two numbers such as [0.1, 0.9]")
        return None
    low, high = (reader.findings.number(one, (*keys, index)) for index, one in enumerate(raw))
    if low is None or high is None:
        return None
    if not 0 <= low < high <= 1:
        reader.findings.wrong(keys, "must ascend between 0 and 1, such as [0.1, 0.9]")
    elif unbounded and (low == 0 or high == 1):
        reader.findings.wrong(
            keys, f"must be above 0 and below 1 where the shape is {shape}, which has no ends"
        )
    return low, high
