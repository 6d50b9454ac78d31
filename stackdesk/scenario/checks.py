"""Reality checks: what an expert expects of the model, as data that users can run, read and extend.

A check says: if these parameters change from then on, those series do this. `checks_in` reads them.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from stackdesk.scenario.catalogue import WORLD
from stackdesk.scenario.dates import year_of
from stackdesk.scenario.trajectory import FIRST_YEAR, LAST_YEAR

EACH = "each"
"""The region that stands for every region by itself."""

ALL_BUT = "all but "
"""Before a region's key: the World without it."""

UNMOVED = 0.001
"""A series that differs by less than this share from the unchanged run has not moved."""

ACTIONS = ("set", "multiply", "add")
COMPARED = ("rises_by", "falls_by", "changes_by", "moves", "unmoved_until")
"""What sets the changed run against the unchanged one."""

ALONE = ("is_between", "course")
"""What one run shows by itself."""

BINDING = ("binds", "does_not_bind", "binds_with_ceilings")
"""What is said of the limit that binds; needs no series."""

VERBS = (*COMPARED, *ALONE, *BINDING)


def _list_as_tuple(raw: Any) -> Any:
    """Let a TOML list stand for a tuple."""
    return tuple(raw) if isinstance(raw, list) else raw


def _as_year(raw: Any) -> Any:
    """Read a TOML date as a decimal year."""
    if isinstance(raw, datetime.datetime):
        raw = raw.date()
    return year_of(raw) if isinstance(raw, datetime.date) else raw


def _as_dates(raw: Any) -> Any:
    """Read one date, which then begins and ends the time, or two."""
    if isinstance(raw, list):
        return tuple(_as_year(one) for one in raw)
    return (raw, raw) if isinstance(raw := _as_year(raw), int | float) else raw


Year = Annotated[float, BeforeValidator(_as_year), Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Span = Annotated[tuple[Year, Year], BeforeValidator(_as_dates)]
Range = Annotated[tuple[float, float], BeforeValidator(_list_as_tuple)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_list_as_tuple)]


class Entry(BaseModel):
    """A table of a file of checks: frozen, strict, unknown keys refused."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        use_attribute_docstrings=True,
    )


class Change(Entry):
    """What is turned: one of set, multiply, add, from a date on."""

    parameter: str
    """An address; a `*` stands for any one word of it."""

    region: str | None = None
    """Where, or "each". Left out: the World, whose regions keep their proportions."""

    start: Annotated[Year | None, Field(alias="from")] = None
    """From when on; the scenario's present when left out."""

    set: float | None = None
    multiply: float | None = None
    add: float | None = None

    @model_validator(mode="after")
    def _one_action(self) -> Change:
        given = [name for name in ACTIONS if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"needs one of {', '.join(ACTIONS)}, has {' and '.join(given) or 'none'}")
        return self

    @property
    def action(self) -> tuple[str, float]:
        """What is done, and by how much."""
        return next((name, getattr(self, name)) for name in ACTIONS if getattr(self, name) is not None)


class Expectation(Entry):
    """What is then seen: a series, a region, a time, and one verb.

    `during` (written `in`) is a date, or a time throughout which it holds; `within` a time in which it
    holds at least once. Shares are of the unchanged run: 0.05 is five per cent.
    """

    series: str = ""
    over: str = ""
    """A series to divide by, in the same region unless `over_region` says where."""

    over_region: str = ""
    region: str = WORLD
    """A region, "each" (every one by itself), or "all but" one."""

    during: Annotated[Span | None, Field(alias="in")] = None
    within: Span | None = None

    rises_by: Range | None = None
    falls_by: Range | None = None
    changes_by: Range | None = None
    """Like `rises_by`, where a fall is a negative rise."""

    moves: Literal["up", "down", "not"] | None = None
    unmoved_until: Year | None = None
    """From the start of the change to that date, nothing yet: the lag."""

    is_between: Range | None = None
    course: Literal["rises", "falls", "never falls", "never rises"] | None = None
    """How the changed run itself goes over the time: its ends compared, or every quarter."""

    binds: str | None = None
    """A layer, or a cause inside one, such as "chips", "packaging", "trade:*"."""

    does_not_bind: str | None = None
    binds_with_ceilings: float | None = None
    """Another layer binds no earlier than the ceilings cross: its own is then this near to the lowest."""

    @model_validator(mode="after")
    def _reads_as_a_sentence(self) -> Expectation:
        given = [name for name in VERBS if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"needs one of {', '.join(VERBS)}, has {' and '.join(given) or 'none'}")
        self._check_time(given[0])
        if (given[0] in BINDING) == bool(self.series):
            raise ValueError(f"{given[0]} {'takes no' if self.series else 'needs a'} series")
        if given[0] in BINDING and (self.over or self.region.startswith(ALL_BUT)):
            raise ValueError(f"{given[0]} is said of a region, each region or the World, over nothing")
        if self.over_region and not self.over:
            raise ValueError("over_region needs over")
        for name in ("rises_by", "falls_by", "changes_by", "is_between"):
            pair = getattr(self, name)
            if pair is not None and pair[0] > pair[1]:
                raise ValueError(f"{name}: {pair[0]:g} is above {pair[1]:g}")
        return self

    def _check_time(self, verb: str) -> None:
        """See that the time is given once, in order, and is long enough for what is said of it."""
        times = [time for time in (self.during, self.within) if time is not None]
        if verb == "unmoved_until":
            if times:
                raise ValueError("unmoved_until says when by itself: leave out in and within")
            return
        if len(times) != 1:
            raise ValueError("needs one of in, within")
        if times[0][0] > times[0][1]:
            raise ValueError(f"the time ends ({times[0][1]:g}) before it starts ({times[0][0]:g})")
        if verb in ("course", "binds_with_ceilings") and (self.within or times[0][0] == times[0][1]):
            raise ValueError(f"{verb} needs a time: in = [2027, 2032]")

    @property
    def verb(self) -> str:
        """Which of the verbs it has."""
        return next(name for name in VERBS if getattr(self, name) is not None)

    @property
    def value(self) -> Any:
        """What its verb says."""
        return getattr(self, self.verb)

    @property
    def last(self) -> float:
        """The last date that it looks at."""
        time = self.during or self.within
        return time[1] if time is not None else self.unmoved_until or FIRST_YEAR

    @property
    def compares(self) -> bool:
        """Whether it needs the unchanged run."""
        return self.verb in COMPARED


class Check(Entry):
    """One check: what is turned, what is expected, and why."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: Annotated[str, Field(min_length=1)]
    why: Annotated[str, Field(min_length=1)]
    """The sentence that an expert would give as the reason."""

    source: str = ""
    about: Texts = ()
    """What it covers, such as "cause:packaging", "price:rent", "loop:wage", "lead time:halls"."""

    only: Literal["baseline"] | None = None
    """Asked of the bare reference alone; `because` says why."""

    because: str = ""
    base: str = ""
    """A scenario file to start from in place of the scenario at hand, beside the file of checks."""

    given: Annotated[tuple[Change, ...], BeforeValidator(_list_as_tuple)] = ()
    """Turned in both runs, the unchanged one too."""

    asked_if: Annotated[tuple[Expectation, ...], BeforeValidator(_list_as_tuple)] = ()
    """What the unchanged run must show for the check to make sense."""

    change: Annotated[tuple[Change, ...], BeforeValidator(_list_as_tuple)] = ()
    expect: Annotated[tuple[Expectation, ...], BeforeValidator(_list_as_tuple), Field(min_length=1)]

    @model_validator(mode="after")
    def _makes_sense(self) -> Check:
        if (self.only is None) != (not self.because):
            raise ValueError("only and because go together: who is asked, and why nobody else")
        if any(one.compares for one in self.asked_if):
            raise ValueError("asked_if looks at the unchanged run alone; it cannot compare")
        if not self.change and any(one.compares for one in self.expect):
            raise ValueError("without a change there is nothing to compare with")
        return self


class Theme(Entry):
    """A file of checks."""

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    title: str = ""
    check: Annotated[tuple[Check, ...], BeforeValidator(_list_as_tuple), Field(min_length=1)]
