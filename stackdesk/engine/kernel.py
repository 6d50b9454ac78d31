"""The compiled twin of the equations, made from the same code objects and cached on disk.

Every equation's function is copied with its globals pointing to compiled twins, so there is one
text. The cache folder is named by a hash of every equation's source, numba, Python and the CPU:
numba itself only checks the file of the outermost function.
"""

from __future__ import annotations

import dis
import hashlib
import inspect
import logging
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np

from stackdesk.core.equation import EQUATIONS
from stackdesk.engine import walk
from stackdesk.engine.storage import PAIRS

log = logging.getLogger(__name__)


def sources_hash() -> str:
    """Hash everything that the compiled code depends on."""
    import numba  # late: importing it costs a quarter of a second

    digest = hashlib.sha256()
    modules = sorted({function.__module__ for function in EQUATIONS.values()} | {"stackdesk.engine.storage"})
    for name in modules:
        digest.update(inspect.getsource(sys.modules[name]).encode())
    for word in (numba.__version__, np.__version__, sys.version, platform.machine(), _cpu()):
        digest.update(word.encode())
    return digest.hexdigest()[:20]


def _cpu() -> str:
    """Name the processor that code is compiled for."""
    import llvmlite.binding

    return str(llvmlite.binding.get_host_cpu_name())


def cache_folder() -> Path:
    """Give the folder of this source's kernels, made if it is missing."""
    base = os.environ.get("STACKDESK_CACHE") or os.environ.get("XDG_CACHE_HOME")
    home = Path(base) if base else Path.home() / ".cache"
    folder = home / "stackdesk" / "kernels" / sources_hash()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError:
        folder = Path(tempfile.gettempdir()) / "stackdesk-kernels" / sources_hash()
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def is_cached() -> bool:
    """Tell whether a kernel for this source lies in the cache."""
    return any(cache_folder().rglob("*.nbc"))


def compiled_simulate() -> Callable[..., None]:
    """Give the compiled run, from the cache where it lies there.

    The first call of the result compiles (some tens of seconds) or loads (some tenths).
    """
    import numba

    numba.config.CACHE_DIR = str(cache_folder())  # type: ignore[attr-defined]  # set at import, untyped
    twins: dict[Any, Any] = {}
    plain = _twin(walk.simulate, twins)
    return numba.njit(cache=True, nogil=True, error_model="numpy")(plain)


def _twin(function: Callable[..., Any], twins: dict[Any, Any]) -> FunctionType:
    """Copy a function with every equation it names replaced by a compiled twin."""
    import numba

    assert isinstance(function, FunctionType)
    names = dict(function.__globals__)
    known = set(EQUATIONS.values())
    for name in _globals_read(function):
        used = names.get(name)
        if isinstance(used, FunctionType) and (used in PAIRS or used in known):
            if used not in twins:
                source = PAIRS.get(used) or _twin(used, twins)
                twins[used] = numba.njit(error_model="numpy", nogil=True)(source)
            names[name] = twins[used]
    copied = FunctionType(function.__code__, names, function.__name__, function.__defaults__)
    copied.__qualname__ = function.__qualname__
    copied.__module__ = function.__module__
    return copied


def _globals_read(function: FunctionType) -> list[str]:
    """List the global names that a function reads (attributes of the same name are none)."""
    read = {step.argval for step in dis.get_instructions(function) if step.opname == "LOAD_GLOBAL"}
    return sorted(read)
