"""The comparison with published figures as a Qt model: one row a figure, sorted and filtered by a proxy."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from stackdesk.core.layer import Layer
from stackdesk.core.series import Series
from stackdesk.engine import Row
from stackdesk.scenario.observations import KINDS
from stackdesk.ui.charts.marks import band_words, error_words, own_scale
from stackdesk.ui.charts.words import declared
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font
from stackdesk.ui.view import View

Index: TypeAlias = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROW, SORT = Role.UserRole, Role.UserRole + 1
SERIES, REGION, DATE, PUBLISHED, MODEL, BAND, ERROR, VERDICT = range(8)
FITTED = (SERIES, REGION, DATE, PUBLISHED, MODEL, ERROR)
"""Columns as wide as their words; the band has its scale, the verdict what is left."""

_ROOT = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_NUMBERS = (PUBLISHED, MODEL, ERROR)
_LAST = 10_000


@dataclass(frozen=True)
class Figure:
    """One row: the comparison, and how series, region and numbers read."""

    row: Row
    layer: str
    rank: int
    label: str
    region: str
    published: str
    model: str
    band: str

    @cached_property
    def error(self) -> str:
        """How far the model is off."""
        return error_words(self.row.log_error)

    @cached_property
    def missed(self) -> bool:
        """Whether the model misses: history by more than band and a quarter, all else by leaving its band."""
        history = self.row.observation.kind == "history"
        return not (self.row.hit if history else self.row.inside)

    @cached_property
    def verdict(self) -> str:
        """What to think of it, in words; of what is no history also what it is."""
        kinds = {"projection": "projection, {verdict}", "context": "context, {verdict}"}
        template = QCoreApplication.translate("fit", kinds.get(self.row.observation.kind, "{verdict}"))
        return template.format(verdict=self.finding)

    @cached_property
    def told(self) -> str:
        """What to think of it, and why it is missed."""
        why = self.row.observation.why
        return f"{self.verdict}: {why}" if self.missed and why else self.verdict

    @cached_property
    def finding(self) -> str:
        """Whether the model meets it, in words."""
        return QCoreApplication.translate("fit", self._finding())

    def _finding(self) -> str:
        row = self.row
        if row.inside:
            return "in band"
        if row.observation.kind != "history":
            return "outside"
        if row.far:
            return "! miss, over ×2"
        return "within 25 %" if row.hit else "! miss"


def figure(row: Row, view: View, layers: Mapping[str, int]) -> Figure:
    """Put one comparison into words."""
    one = row.observation
    series: Series = view.series[one.series]
    scale = own_scale(series.unit, one.value)
    return Figure(
        row=row,
        layer=series.layer,
        rank=layers.get(series.layer, _LAST),
        label=declared(series.label),
        region=_region_name(view, one.region),
        published=f"{scale.text(one.value)} {scale.unit}".rstrip(),
        model=scale.text(row.model),
        band=f"{band_words(one, scale)} {scale.unit}".rstrip(),
    )


def _region_name(view: View, key: str) -> str:
    """Give what a region is called; its short name where there is little room."""
    item = next((item for item in view.lists.get("region", ()) if item.key == key), None)
    return item.short if item is not None and item.short and view.compact else view.region_label(key)


def figures(rows: Sequence[Row], view: View) -> list[Figure]:
    """Put all comparisons into words: by layer from energy up, then by kind, series, region and date."""
    layers = {layer.key: layer.number for layer in view.layers}
    regions = {item.key: place for place, item in enumerate(view.lists.get("region", ()))}
    found = [figure(row, view, layers) for row in rows]

    def order(one: Figure) -> tuple[Any, ...]:
        seen = one.row.observation
        return one.rank, KINDS.index(seen.kind), one.label, regions.get(seen.region, -1), seen.year

    return sorted(found, key=order)


def layers_of(found: Sequence[Figure], layers: Sequence[Layer]) -> list[tuple[str, str]]:
    """List the layers that have figures, as key and name; what is no layer comes last."""
    names = {layer.key: declared(layer.label) for layer in layers}
    keys = dict.fromkeys(one.layer for one in sorted(found, key=lambda one: one.rank))
    return [(key, names.get(key, declared(key.capitalize()))) for key in keys]


class FitModel(QAbstractTableModel):
    """The figures as rows; the same figures with other numbers keep selection and place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.figures: list[Figure] = []
        self.theme: Theme = LIGHT
        self._order = (-1, Qt.SortOrder.AscendingOrder)

    def show_order(self, column: int, order: Qt.SortOrder) -> None:
        """Mark the column that rows are sorted by."""
        self._order = (column, order)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, VERDICT)

    def show_figures(self, found: list[Figure]) -> None:
        """Show other numbers; a reset only where they are of other figures."""
        same = [one.row.observation for one in found] == [one.row.observation for one in self.figures]
        if same and found:
            self.figures = found
            self.dataChanged.emit(self.index(0, 0), self.index(len(found) - 1, VERDICT))
            return
        self.beginResetModel()
        self.figures = found
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the figures."""
        return 0 if parent.isValid() else len(self.figures)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else VERDICT + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Name the columns."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.DisplayRole:
            arrow = " ↑" if self._order[1] == Qt.SortOrder.AscendingOrder else " ↓"
            return self._heads()[section] + (arrow if section == self._order[0] else "")
        if role == Role.FontRole:
            return font(11, STRONG)
        if role == Role.ToolTipRole and section == BAND:
            return self.tr(
                "Bar: the published range. Line: the published value. Glyph: the model. "
                "Equal factors are equally far apart, from a quarter to four times what is published."
            )
        if role != Role.TextAlignmentRole:
            return None
        if section == BAND:
            return int(Qt.AlignmentFlag.AlignCenter)
        return _RIGHT if section in _NUMBERS else _LEFT

    def _heads(self) -> tuple[str, ...]:
        return (
            self.tr("Series"), self.tr("Region"), self.tr("Date"), self.tr("Published"), self.tr("Model"),
            self.tr("÷4 to ×4"), self.tr("Error"), self.tr("Verdict"),
        )  # fmt: skip

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Give what a cell says."""
        one, column = self.figures[index.row()], index.column()
        if role == ROW:
            return one
        if role == SORT:
            return self._sorted_by(one, column)
        if role == Role.DisplayRole:
            return self._text(one, column)
        if role == Role.TextAlignmentRole:
            return _RIGHT if column in _NUMBERS else _LEFT
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            return self._said(one, column, hint=role == Role.ToolTipRole)
        return self._look(one, column, role)

    @staticmethod
    def _text(one: Figure, column: int) -> str:
        """Write a cell; the band is painted."""
        seen = one.row.observation
        return (
            one.label, one.region, seen.dated, one.published, one.model, "", one.error, one.told,
        )[column]  # fmt: skip

    def _said(self, one: Figure, column: int, *, hint: bool) -> str:
        """Say what a cell shows, in full: the band for those who do not see it, texts that may be cut."""
        if column == BAND:
            words = self.tr("published {published}, {band}; model {model}, {error}")
            return words.format(published=one.published, band=one.band, model=one.model, error=one.error)
        return one.row.observation.note if hint and column != VERDICT else self._text(one, column)

    def _look(self, one: Figure, column: int, role: int) -> Any:
        """Give the colour and weight of a cell: misses of history stand out, by word and by colour."""
        history = one.row.observation.kind == "history"
        loud = one.missed and history and column == ERROR
        if role == Role.ForegroundRole:
            if loud:
                return self.theme.error
            quiet = not history or column in (REGION, DATE, VERDICT)
            return self.theme.ink2 if quiet else self.theme.ink
        if role == Role.FontRole:
            return font(12, STRONG if loud else 400)
        return None

    @staticmethod
    def _sorted_by(one: Figure, column: int) -> Any:
        """Give what a column is sorted by; errors by their size."""
        seen = one.row.observation
        size = abs(one.row.log_error)
        keys: tuple[Any, ...] = (
            f"{one.rank:06}{one.label}", one.region, seen.year, seen.value, one.row.model,
            math.log(seen.high / seen.low), size, size if one.missed else -1.0 / (1.0 + size),
        )  # fmt: skip
        return keys[column]


class FitFilter(QSortFilterProxyModel):
    """Chooses rows by layer, by kind, and misses only."""

    def __init__(self, source: FitModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures = source
        self._layer = self._kind = ""
        self._misses = False
        self.setSourceModel(source)
        self.setSortRole(SORT)
        self.setDynamicSortFilter(True)

    def choose(self, *, layer: str, kind: str, misses: bool) -> None:
        """Keep the rows of a layer and a kind; empty stands for all of them."""
        self.beginFilterChange()
        self._layer, self._kind, self._misses = layer, kind, misses
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Say whether a row is on show."""
        one = self._figures.figures[row]
        if self._layer not in ("", one.layer) or self._kind not in ("", one.row.observation.kind):
            return False
        return one.missed or not self._misses
