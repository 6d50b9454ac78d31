"""What is shown at one moment: all a panel or chart needs to draw itself, and nothing it may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from stackdesk.core.layer import Layer
    from stackdesk.core.series import Item, Series
    from stackdesk.desk import Desk, Sheet
    from stackdesk.engine import Result
    from stackdesk.scenario import Observation
    from stackdesk.ui.uncertainty.fans import Fans

WORLD = "World"


@dataclass(frozen=True)
class View:
    """One frame: the newest result, what it is held against, and where the user looks.

    `held` says that a drag is on, so axes and orders keep still; `stale` that the result is more than
    100 ms behind the levers. `labels` names regions and other list items by list and key;
    `reference_result` is of what the scenario is held against, and `against_name` what that is called:
    empty for the bare reference, which words call the baseline.
    `observations` are the published figures of the reference, `bands` the quantiles of an ensemble, where
    they are wanted and there.
    """

    result: Result
    reference_result: Result | None
    region: str
    year: float
    present: float
    layers: tuple[Layer, ...]
    series: Mapping[str, Series]
    lists: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    layer: str = "infrastructure"
    held: bool = False
    stale: bool = False
    compact: bool = False
    observations: tuple[Observation, ...] = ()
    against_name: str = ""
    bands: Fans | None = None
    others: tuple[Layer, ...] = ()
    """What declares charts and series beside the layers: capital."""

    def against_label(self, most: int = 18) -> str:
        """Give what the reference result is called in a few letters: a scenario's name, or baseline."""
        name = self.against_name or QCoreApplication.translate("charts", "baseline")
        return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"

    def region_label(self, key: str | None = None) -> str:
        """Give what a region is called; without a key, the one in view."""
        wanted = self.region if key is None else key
        return next((item.label for item in self.lists.get("region", ()) if item.key == wanted), wanted)


def sheet_name(sheet: Sheet) -> str:
    """Give what a document is called: its title, else its file, else Untitled."""
    named = str(sheet.scenario.title) or (sheet.path.stem if sheet.path else "")
    return named or QCoreApplication.translate("Documents", "Untitled")


def read_view(
    desk: Desk,
    layers: tuple[Layer, ...],
    layer: str,
    *,
    stale: bool,
    compact: bool,
    bands: Fans | None = None,
) -> View | None:
    """Give what is to be shown now, once there is a result."""
    if desk.result is None:
        return None
    reference = desk.scenario.reference
    return View(
        result=desk.result,
        reference_result=desk.against_result,
        against_name="" if desk.against is None else sheet_name(desk.against),
        region=desk.region,
        year=desk.year,
        present=desk.scenario.present,
        layers=layers,
        series=reference.catalogue.series,
        lists=reference.catalogue.lists,
        layer=layer,
        held=desk.dragging is not None,
        stale=stale,
        compact=compact,
        observations=reference.observations,
        others=tuple(room for room in reference.catalogue.layers if room.number <= 0),
        bands=bands,
    )
