"""What the user chose for charts: which, how they are read, what is on the board. Kept in settings."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

CEILINGS = "ceilings"


class Memory:
    """A small store of plain values; without settings behind it, it lasts as long as the window."""

    def __init__(self, text: str = "", keep: Callable[[str], None] | None = None) -> None:
        self._keep = keep
        self._kept = _read(text)

    def get(self, chart: str, what: str) -> Any:
        """Give what was chosen for a chart ("form", "log", "unit"), or None."""
        row = self._table("charts").get(chart)
        return row.get(what) if isinstance(row, dict) else None

    def set(self, chart: str, what: str, value: Any) -> None:
        """Keep a choice for a chart; None forgets it."""
        charts = self._table("charts")
        known = charts.get(chart)
        row = {**(known if isinstance(known, dict) else {}), what: value}
        charts[chart] = {name: one for name, one in row.items() if one is not None}
        self._save()

    def chosen(self, layer: str) -> str:
        """Give which chart was chosen for a layer."""
        return str(self._table("chosen").get(layer, ""))

    def choose(self, layer: str, chart: str) -> None:
        """Keep which chart is on for a layer."""
        self._table("chosen")[layer] = chart
        self._save()

    @property
    def board(self) -> list[dict[str, str]]:
        """The cards of the board: layer, chart and region of each; empty until it was changed."""
        kept = self._kept.get("board")
        if not isinstance(kept, list):
            return []
        return [{name: str(value) for name, value in one.items()} for one in kept if isinstance(one, dict)]

    @board.setter
    def board(self, cards: list[dict[str, str]]) -> None:
        self._kept["board"] = cards
        self._save()

    def forget(self) -> None:
        """Forget all choices."""
        self._kept.clear()
        self._save()

    def _table(self, name: str) -> dict[str, Any]:
        """Give a table, made where it is missing or was spoilt."""
        if not isinstance(self._kept.get(name), dict):
            self._kept[name] = {}
        table: dict[str, Any] = self._kept[name]
        return table

    def _save(self) -> None:
        if self._keep is not None:
            self._keep(json.dumps(self._kept, sort_keys=True))


def _read(text: str) -> dict[str, Any]:
    """Read what was kept; what cannot be read counts as nothing."""
    try:
        kept = json.loads(text) if text else {}
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}
