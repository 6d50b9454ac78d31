"""Runs the samples of an ensemble in this process or in several, and gathers them in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from stackdesk.engine.bands import Bands, Tally
from stackdesk.engine.ensemble import Column, Draws, Ensemble
from stackdesk.engine.runner import Engine, Runner
from stackdesk.scenario.toml_in import loads
from stackdesk.scenario.toml_out import dumps

PIECE = 32
"""Samples that are run together; the same whatever the workers, so that no number depends on them."""

AHEAD = 3
"""Pieces for each worker that may be under way or waiting to be taken in."""

Progress = Callable[[int], None]

_own: list[tuple[Ensemble, tuple[Column, ...]]] = []


def gathered(
    ensemble: Ensemble,
    wanted: Sequence[Column],
    count: int,
    workers: int = 1,
    progress: Progress = lambda done: None,
) -> Bands:
    """Run `count` samples and give their bands; the same numbers whatever the workers.

    `progress` is told how many samples are done.
    """
    tally = Tally(ensemble, wanted, count)
    pieces = [(first, min(PIECE, count - first)) for first in range(0, count, PIECE)]
    alone = workers <= 1 or len(pieces) == 1
    each = _here(ensemble, tally.wanted, pieces) if alone else _apart(ensemble, tally.wanted, pieces, workers)
    for draws in each:
        tally.add(draws)
        progress(tally.count)
    return tally.bands()


def _here(
    ensemble: Ensemble, wanted: tuple[Column, ...], pieces: Sequence[tuple[int, int]]
) -> Iterator[Draws]:
    """Run every piece in this process."""
    for first, count in pieces:
        yield ensemble.draw(first, count, wanted)


def _apart(
    ensemble: Ensemble, wanted: tuple[Column, ...], pieces: Sequence[tuple[int, int]], workers: int
) -> Iterator[Draws]:
    """Run pieces in other processes, a few ahead of what is taken in, so that they do not pile up."""
    first_words = (dumps(ensemble.scenario), ensemble.seed, ensemble.runner.wanted, ensemble.every, wanted)
    started = get_context("spawn")  # a fork would take along the threads of the compiled code
    with ProcessPoolExecutor(workers, started, _begin, first_words) as pool:
        waiting: deque[Future[Draws]] = deque()
        try:
            for piece in pieces:
                waiting.append(pool.submit(_piece, *piece))
                if len(waiting) >= AHEAD * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _begin(text: str, seed: int, engine: Engine, every: bool, wanted: tuple[Column, ...]) -> None:
    """Get ready (in another process)."""
    _own[:] = [(Ensemble(loads(text), seed, Runner(engine), every), wanted)]


def _piece(first: int, count: int) -> Draws:
    """Run one piece (in another process)."""
    ensemble, wanted = _own[0]
    return ensemble.draw(first, count, wanted)
