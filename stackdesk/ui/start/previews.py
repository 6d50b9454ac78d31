"""What a card shows of a story's run: kept on disk, so that each story is run once a version of the model.

No Qt here: the runs are made in a thread.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stackdesk.core.equation import EQUATIONS
from stackdesk.core.errors import StackDeskError
from stackdesk.engine import MODEL_VERSION, Runner
from stackdesk.scenario import SHIPPED, WORLD, Scenario, load

if TYPE_CHECKING:
    from stackdesk.engine import Result, Stretch

YEAR = 2030.0
SERIES = "infrastructure.running_load"
FORM = 1
"""Counts up when what is kept on disk changes its form."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Span:
    """Some time in which one layer binds, for one cause; `words` name the cause."""

    start: float
    end: float
    layer: str
    words: str


@dataclass(frozen=True)
class Preview:
    """A story's run held against the bare reference: running load (GW) by quarter, in one region.

    `region` is empty for the World. `telling` is the longest time in which something else binds than in
    the reference; in an unchanged scenario, the longest of all.
    """

    reference: str
    region: str
    layers: tuple[str, ...]
    changed: bool
    years: tuple[float, ...]
    load: tuple[float, ...]
    baseline: tuple[float, ...]
    binding: tuple[Span, ...]
    telling: Span | None

    def at(self, year: float) -> tuple[float, float]:
        """Give load and baseline at a date (GW)."""
        place = min(range(len(self.years)), key=lambda one: abs(self.years[one] - year))
        return self.load[place], self.baseline[place]


class Previews:
    """Makes previews, always in the same thread; the bare references are run once."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder if folder is not None else _cache()
        self._runner: Runner | None = None
        self._bare: dict[str, Result] = {}
        self._equations = ""

    def kept(self, path: Path) -> Preview | None:
        """Give the preview that was made of this very file by this very model, if it is kept."""
        try:
            raw = json.loads(self._place(path).read_text(encoding="utf-8"))
            return _thawed(raw)
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def made(self, path: Path) -> Preview | None:
        """Run a story and keep its preview; None where it cannot be run."""
        try:
            place = self._place(path)
            preview = self._preview(load(path))
        except (OSError, StackDeskError) as error:
            _log.info("no preview of %s: %s", path.name, error)
            return None
        _keep(place, preview)
        return preview

    def _preview(self, scenario: Scenario) -> Preview:
        """Run a scenario, and its bare reference once."""
        if self._runner is None:
            self._runner = Runner()
        bare = Scenario(scenario.reference)
        version = scenario.reference.version
        if version not in self._bare:
            self._bare[version] = self._runner.run(bare)
        changed = scenario.touched or scenario.present != bare.present
        result = self._runner.run(scenario) if changed else self._bare[version]
        return read_preview(scenario, result, self._bare[version])

    def _place(self, path: Path) -> Path:
        """Name the file that keeps the preview: by the story, the equations and the form."""
        if not self._equations:
            self._equations = _equations_hash()
        digest = hashlib.sha256(path.read_bytes())
        for word in (self._equations, MODEL_VERSION, SHIPPED.newest().version, str(FORM)):
            digest.update(word.encode())
        return self._folder / f"{digest.hexdigest()[:24]}.json"


def read_preview(scenario: Scenario, result: Result, bare: Result) -> Preview:
    """Read what a card shows off a run; a story of one region is told by that region."""
    region = _region(scenario)
    ours = result.binding(region)
    telling = _differing(ours, bare.binding(region)) if scenario.touched else _spans(ours)
    return Preview(
        reference=str(scenario.reference.version),
        region="" if region == WORLD else scenario.catalogue.region_label(region),
        layers=_layers(scenario),
        changed=bool(scenario.touched),
        years=tuple(float(year) for year in result.years.tolist()),
        load=_numbers(result, region),
        baseline=_numbers(bare, region),
        binding=_spans(ours),
        telling=max(telling, key=_length, default=None),
    )


def _numbers(result: Result, region: str) -> tuple[float, ...]:
    return tuple(round(float(value), 4) for value in result.get(SERIES, region).tolist())


def _region(scenario: Scenario) -> str:
    """Give the one region that a scenario is about, else the World."""
    places = {region for region, _ in scenario.regional} | {event.region for event in scenario.events}
    only = next(iter(places)) if len(places) == 1 and not scenario.values else None
    return only or WORLD


def _layers(scenario: Scenario) -> tuple[str, ...]:
    """List the layers whose parameters were changed, from the lowest up; capital comes last."""
    catalogue = scenario.catalogue
    keys = {catalogue.parameter(address).layer for address in scenario.touched}
    ordered = sorted(catalogue.layers, key=lambda layer: (layer.number <= 0, layer.number))
    return tuple(layer.key for layer in ordered if layer.key in keys)


def _spans(stretches: tuple[Stretch, ...]) -> tuple[Span, ...]:
    return tuple(Span(one.start, one.end, one.layer, one.label) for one in stretches)


def _differing(ours: tuple[Stretch, ...], theirs: tuple[Stretch, ...]) -> tuple[Span, ...]:
    """List the stretches in which another cause binds than in the reference, for some of the time."""
    return tuple(
        Span(max(one.start, start), end, one.layer, one.label)
        for one in ours
        for start, end in _apart(one, theirs)
    )


def _apart(one: Stretch, theirs: tuple[Stretch, ...]) -> Iterator[tuple[float, float]]:
    """Give from when to when in a stretch something else binds in the other run, first to last."""
    others = [
        (max(one.start, other.start), min(one.end, other.end))
        for other in theirs
        if (other.layer, other.cause) != (one.layer, one.cause)
        and other.start < one.end
        and other.end > one.start
    ]
    if others:
        yield others[0][0], others[-1][1]


def _length(span: Span) -> float:
    return span.end - span.start


# ------------------------------------------------------------------------------------------- on disk


def _cache() -> Path:
    """Give the folder where previews are kept, beside the compiled equations."""
    base = os.environ.get("STACKDESK_CACHE") or os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "stackdesk" / "stories"


def _equations_hash() -> str:
    """Hash the text of every equation."""
    import inspect  # late: the window starts without

    digest = hashlib.sha256()
    for name in sorted({function.__module__ for function in EQUATIONS.values()}):
        digest.update(inspect.getsource(sys.modules[name]).encode())
    return digest.hexdigest()


def _keep(place: Path, preview: Preview) -> None:
    """Write a preview; where nothing can be written, the story is run again next time."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_suffix(f".{os.getpid()}.part")
        draft.write_text(json.dumps(asdict(preview)), encoding="utf-8")
        draft.replace(place)
    except OSError as error:
        _log.info("previews are not kept: %s", error)


def _thawed(raw: dict[str, Any]) -> Preview:
    """Make a preview of what was kept."""
    lists = {key: tuple(raw[key]) for key in ("layers", "years", "load", "baseline")}
    binding = tuple(Span(**one) for one in raw["binding"])
    telling = Span(**raw["telling"]) if raw["telling"] is not None else None
    return Preview(**{**raw, **lists, "binding": binding, "telling": telling})
