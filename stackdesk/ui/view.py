"""What is shown at one moment: all a panel or chart needs to draw itself, and nothing it may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stackdesk.core.layer import Layer
    from stackdesk.core.series import Item, Series
    from stackdesk.engine import Result

WORLD = "World"


@dataclass(frozen=True)
class View:
    """One frame: the newest result, what it is held against, and where the user looks.

    `held` says that a drag is on, so axes and orders keep still; `stale` that the result is more than
    100 ms behind the levers. `labels` names regions and other list items by list and key.
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

    def region_label(self, key: str | None = None) -> str:
        """Give what a region is called; without a key, the one in view."""
        wanted = self.region if key is None else key
        return next((item.label for item in self.lists.get("region", ()) if item.key == wanted), wanted)
