"""pyqtgraph, loaded without its copies of every class of Qt: charts take it from here.

pyqtgraph keeps mirrors of the modules of Qt and fills them by asking for every name there is, which makes
PySide set up a thousand classes that nobody uses: 50 ms of the start and 8 MiB. Mirrors that look a name up
when it is asked for do the same. Should pyqtgraph come to do otherwise, it finds its own modules as they are.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_MIRRORED = ("QtCore", "QtGui", "QtWidgets")


class _Mirror(ModuleType):
    """Has what a module of Qt has."""

    def __init__(self, source: ModuleType, name: str) -> None:
        super().__init__(name)
        self._source = source

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._source, name)
        setattr(self, name, found)  # frames ask often
        return found


@contextmanager
def _mirrors() -> Iterator[None]:
    """Put mirrors in place, and let Qt's modules list nothing meanwhile."""
    if "pyqtgraph" in sys.modules:
        yield
        return
    listed: list[tuple[ModuleType, Any]] = []
    for name in _MIRRORED:
        source = importlib.import_module(f"PySide6.{name}")
        listed.append((source, vars(source).pop("__dir__", None)))
        vars(source)["__dir__"] = list
        mirror = f"pyqtgraph.Qt.{name}"
        sys.modules[mirror] = _Mirror(source, mirror)
    try:
        yield
    finally:
        for source, before in listed:
            del vars(source)["__dir__"]
            if before is not None:
                vars(source)["__dir__"] = before


with _mirrors():
    import pyqtgraph as pg
    from pyqtgraph import functions

__all__ = ["functions", "pg"]
