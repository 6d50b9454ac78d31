"""The mark of an equation: one text that runs as plain Python and, when asked for, compiled.

An equation is a plain scalar function. Marking it only enters it in `EQUATIONS`; the compiler in
the engine makes a compiled twin of every entry from the same code object, so there is no second copy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])

EQUATIONS: dict[str, Callable[..., Any]] = {}
"""Every equation by "module.name", in the order of definition."""


def equation(function: Function) -> Function:
    """Enter a function among the equations and give it back unchanged."""
    EQUATIONS[f"{function.__module__}.{function.__qualname__}"] = function
    return function
