"""What a parameter is: one declaration that drives slider, validation, file, tooltip and docs."""

from __future__ import annotations

import ast
import inspect
import sys
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, TypeGuard, get_args, get_origin

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

    # What stands below a field is read by `_definitions`: pydantic would read the file once for every block.
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False, defer_build=True)


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
            found.append(_declaration(path, field, over, _definition(block, key)))
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


def _declaration(path: str, field: FieldInfo, over: str | None, definition: str) -> Declaration:
    """Read one field's quantity and hard limits."""
    quantity = next((mark for mark in field.metadata if isinstance(mark, Quantity)), None)
    if quantity is None:
        raise TypeError(f"{path}: a parameter needs a Quantity")
    low = next((mark.ge for mark in field.metadata if hasattr(mark, "ge")), None)
    high = next((mark.le for mark in field.metadata if hasattr(mark, "le")), None)
    if low is None or high is None:
        raise TypeError(f"{path}: a parameter needs both limits, Field(ge=..., le=...)")
    return Declaration(tuple(path.split(".")), over, quantity, float(low), float(high), definition)


def _definition(block: type[Block], key: str) -> str:
    """Give what stands below a field, in the block itself or in the one that it is made from."""
    owner = next(one for one in block.__mro__ if key in inspect.get_annotations(one))
    return _definitions(owner.__module__).get((owner.__qualname__, key), "")


@cache
def _definitions(module: str) -> dict[tuple[str, str], str]:
    """Read the texts below all fields of a module's classes, by the names of class and field."""
    found: dict[tuple[str, str], str] = {}
    try:
        source = inspect.getsource(sys.modules[module])
    except OSError:  # typed in, not written in a file
        return found
    _gather(ast.parse(source), "", found)
    return found


def _gather(body: ast.AST, prefix: str, found: dict[tuple[str, str], str]) -> None:
    """Gather the texts below the fields of the classes within."""
    children = list(ast.iter_child_nodes(body))
    for one, below in zip(children, [*children[1:], None], strict=True):
        if isinstance(one, ast.ClassDef):
            _gather(one, f"{prefix}{one.name}.", found)
        elif isinstance(one, ast.FunctionDef):
            _gather(one, f"{prefix}{one.name}.<locals>.", found)
        elif isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and _is_text(below):
            found[prefix[:-1], one.target.id] = inspect.cleandoc(below.value.value)


def _is_text(one: ast.AST | None) -> TypeGuard[Any]:
    """Tell whether a line of a class is nothing but a text."""
    return (
        isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant) and isinstance(one.value.value, str)
    )
