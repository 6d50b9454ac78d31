"""What a parameter is: one declaration that drives slider, validation, file, tooltip and docs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

Kind = Literal["assumption", "policy"]
Scale = Literal["linear", "log"]
Split = Literal["extensive", "intensive"]


@dataclass(frozen=True)
class Whole:
    """What some parameters are shares of: they sum to one, or leave a `rest` that has no parameter.

    Of `relative` ones only the proportions count, since the equations divide by their sum.
    """

    label: str
    rest: str = ""
    relative: bool = False


@dataclass(frozen=True)
class Quantity:
    """Unit, step and manner of a parameter; its hard limits stand in the field beside it.

    `regional` says that every region has its own value, and `split` how the value divides when a
    region is split: an extensive one (GW) is shared out, an intensive one (USD/MWh) inherited.
    `ramp` is the time in years over which a change made at the present takes hold (lead times act on
    what is in the pipe). A `hidden` parameter is no lever and no table row: it only serves relief.
    `before` is the value with references that were released before the parameter was declared: with
    it the equations are those of that time. Parameters with the same whole in `share` (or one that the
    regions share) always keep their sum: moving one moves the others.
    """

    unit: str
    step: float
    kind: Kind
    label: str
    short: str = ""
    scale: Scale = "linear"
    regional: bool = False
    split: Split = "intensive"
    ramp: float = 0.0
    hidden: bool = False
    before: float | None = None
    share: Whole | None = None


class Block(BaseModel):
    """A group of parameters: frozen, strict, and unknown keys refused."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True
    )


@dataclass(frozen=True)
class Over:
    """Marks a block that every item of a list has (`over` is the list's name, such as "trade")."""

    dimension: str


@dataclass(frozen=True)
class Declaration:
    """One declared field before its list is spelled out: `energy.sources.*.lead_time`."""

    path: tuple[str, ...]
    over: str | None
    quantity: Quantity
    low: float
    high: float
    definition: str


@dataclass(frozen=True)
class Parameter:
    """One input that a scenario can set, with its address, limits and place in the records."""

    address: str
    path: tuple[str, ...]
    item: str | None
    index: int | None
    quantity: Quantity
    low: float
    high: float
    definition: str

    @property
    def layer(self) -> str:
        """The first word of the address: a layer's name, or "capital"."""
        return self.path[0]

    @property
    def label(self) -> str:
        """What to call it on screen; an item's name comes first."""
        return self.quantity.label


def declarations(name: str, block: type[Block], over: str | None = None) -> list[Declaration]:
    """List the declared fields below `name`, depth first, in the order they are written."""
    found: list[Declaration] = []
    for key, field in block.model_fields.items():
        path = f"{name}.{key}"
        inner = _block_of(field)
        if inner is not None:
            found += declarations(path, inner, _dimension(field) or over)
        else:
            found.append(_declaration(path, field, over))
    return found


def _block_of(field: FieldInfo) -> type[Block] | None:
    """Give the block a field holds, be it a nested block or one block an item."""
    annotation: Any = field.annotation
    if get_origin(annotation) is dict:
        annotation = get_args(annotation)[1]
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation if isinstance(annotation, type) and issubclass(annotation, Block) else None


def _dimension(field: FieldInfo) -> str | None:
    """Give the list a field's block runs over, if any."""
    return next((mark.dimension for mark in field.metadata if isinstance(mark, Over)), None)


def _declaration(path: str, field: FieldInfo, over: str | None) -> Declaration:
    """Read one field's quantity and hard limits."""
    quantity = next((mark for mark in field.metadata if isinstance(mark, Quantity)), None)
    if quantity is None:
        raise TypeError(f"{path}: a parameter needs a Quantity")
    low = next((mark.ge for mark in field.metadata if hasattr(mark, "ge")), None)
    high = next((mark.le for mark in field.metadata if hasattr(mark, "le")), None)
    if low is None or high is None:
        raise TypeError(f"{path}: a parameter needs both limits, Field(ge=..., le=...)")
    return Declaration(
        tuple(path.split(".")), over, quantity, float(low), float(high), field.description or ""
    )
