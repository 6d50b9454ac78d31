"""Looking for garbage: not while the program starts, and never among what it made then."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def all_kept() -> Iterator[None]:
    """Look for no garbage within, and count nothing made within as garbage later.

    Python looks through all objects again and again while many are made. What the start makes lasts as long
    as the window, so that is a fifth of the start, and later a pause of some frames, for nothing.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if looking:
            gc.enable()
