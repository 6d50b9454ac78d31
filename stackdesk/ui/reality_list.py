"""The list of reality checks beside the window: what holds, what fails, expected, found, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from stackdesk.engine.outcomes import Outcome, tally
from stackdesk.engine.reality_words import change_text
from stackdesk.ui.judging import Judging
from stackdesk.ui.reality_badge import FAILS, HOLDS
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, lettering

if TYPE_CHECKING:
    from stackdesk.scenario import Scenario

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
COLUMNS = ("Verdict", "Check", "Theme")
ORDER = ("fails", "not asked", "holds")
GLYPHS = {"holds": HOLDS, "fails": FAILS, "not asked": "–"}
MARGIN = 14
SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


def verdict_words(outcome: Outcome) -> str:
    """Say a verdict: a glyph and a word."""
    word = QCoreApplication.translate("reality", outcome.verdict)
    return f"{GLYPHS[outcome.verdict]} {word}"


class Spacious(QStyledItemDelegate):
    """Makes rows as tall as their words, with some room above and below."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for what the words take in the column as wide as it is, without the style's margins."""
        wide = max(self._view.columnWidth(index.column()) - 2 * MARGIN, 1)
        words = str(index.data(Role.DisplayRole))
        measure = QFontMetrics(self._view.font())
        tall = measure.boundingRect(QRect(0, 0, wide, 10_000), Qt.TextFlag.TextWordWrap, words).height()
        return QSize(wide, tall + 12)


class OutcomeModel(QAbstractTableModel):
    """One row a check: those that fail first, then those not asked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._outcomes: list[Outcome] = []
        self._theme: Theme = LIGHT

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme

    def show_outcomes(self, outcomes: Sequence[Outcome]) -> None:
        """Take new answers."""
        self.beginResetModel()
        self._outcomes = sorted(outcomes, key=lambda one: ORDER.index(one.verdict))
        self.endResetModel()

    def outcome(self, row: int) -> Outcome:
        """Give the check of a row."""
        return self._outcomes[row]

    def row_of(self, name: str) -> int | None:
        """Find a check by its id."""
        return next((row for row, one in enumerate(self._outcomes) if one.check.id == name), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Count the checks."""
        return 0 if parent.isValid() else len(self._outcomes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Name the columns."""
        if role == Role.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return QCoreApplication.translate("reality", COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Give what a cell says."""
        one = self._outcomes[index.row()]
        column = index.column()
        if role == Role.DisplayRole:
            return (verdict_words(one), one.check.title, one.theme)[column]
        if role == Role.ToolTipRole:
            return one.check.title
        if role == Role.FontRole and column == 0 and one.verdict == "fails":
            return font(12.5, STRONG)
        if role == Role.ForegroundRole:
            return self._colour(one, column)
        return None

    def _colour(self, one: Outcome, column: int) -> QColor:
        if one.verdict == "not asked":
            return self._theme.ink3
        if column == 0 and one.verdict == "fails":
            return self._theme.error
        return self._theme.ink if column == 1 else self._theme.ink2


class Details(QWidget):
    """One check in full: what is turned, what is expected, what was found, and why."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.setObjectName("realityDetails")
        self._title = self._label(lettering(14, STRONG))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        self._held: list[QLabel] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addLayout(self._grid)
        column.addStretch(1)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self._title.setStyleSheet(f"color: {theme.ink.name()}")

    def show_outcome(self, outcome: Outcome | None, scenario: Scenario | None) -> None:
        """Show a check, or nothing."""
        for label in self._held:
            self._grid.removeWidget(label)
            label.deleteLater()
        self._held = []
        self._title.setText(outcome.check.title if outcome is not None else "")
        if outcome is None or scenario is None:
            return
        for word, text, colour in self._rows(outcome, scenario):
            self._add(word, text, colour)
        self.setAccessibleName(outcome.check.title)
        self.setAccessibleDescription(self.text())

    def text(self) -> str:
        """Give everything that is said below the title."""
        return "\n".join(label.text() for label in self._held)

    def _rows(self, outcome: Outcome, scenario: Scenario) -> list[tuple[str, str, QColor]]:
        """List what is to be said, with a word beside each."""
        theme, check = self._theme, outcome.check
        rows: list[tuple[str, str, QColor]] = []
        for word, changes in ((self.tr("Given"), check.given), (self.tr("If"), check.change)):
            told = "\n".join(
                change_text(one, scenario.reference.catalogue, scenario.present) for one in changes
            )
            rows += [(word, told, theme.ink)] if told else []
        if outcome.reason:
            rows.append((self.tr("Not asked"), outcome.reason, theme.ink2))
        for one in outcome.findings:
            glyph = HOLDS if one.holds else FAILS
            rows.append((self.tr("Expected"), one.expected, theme.ink))
            rows.append((f"{glyph} {self.tr('Found')}", one.found, theme.ink if one.holds else theme.error))
        rows.append((self.tr("Because"), check.why, theme.ink2))
        rows += [(self.tr("Source"), check.source, theme.ink2)] if check.source else []
        return [*rows, (self.tr("Check"), check.id, theme.ink3)]

    def _add(self, word: str, text: str, colour: QColor) -> None:
        """Add a line."""
        row = self._grid.rowCount()
        name, said = self._label(font(12)), self._label(font(12.5))
        name.setText(word)
        name.setWordWrap(False)
        name.setStyleSheet(f"color: {self._theme.ink3.name()}")
        said.setText(text.replace(" %", "\u00a0%"))  # a sign does not leave its number
        said.setStyleSheet(f"color: {colour.name()}")
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(said, row, 1)
        self._held += [name, said]

    def _label(self, letters: Any) -> QLabel:
        label = QLabel(self)
        label.setFont(letters)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(SELECTABLE)
        label.setWordWrap(True)
        return label


class RealityList(QDialog):
    """A window of its own beside the main one; it blocks nothing and follows every new answer.

    `shown` carries the finding of a check that the user wants to see in the window, `tried` the check
    whose change the user wants to make.
    """

    shown = Signal(object)
    tried = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._scenario: Scenario | None = None
        self.setModal(False)
        self.setObjectName("reality.list")
        self.setWindowTitle(self.tr("Reality checks"))
        self.heading = QLabel(self)
        self.heading.setObjectName("reality.heading")
        self.search = QLineEdit(self)
        self.search.setObjectName("reality.search")
        self.search.setAccessibleName(self.tr("Search reality checks"))
        self.search.setPlaceholderText(self.tr("Search by words, theme or verdict"))
        self.search.setClearButtonEnabled(True)
        self.model = OutcomeModel(self)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self.model)
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view = QTableView(self)
        self.details = Details(self)
        self.show_button = QPushButton(self.tr("&Show in the window"), self)
        self.show_button.setObjectName("reality.show")
        self.show_button.setToolTip(self.tr("Show the series that decides, in its region and year"))
        self.try_button = QPushButton(self.tr("&Try it"), self)
        self.try_button.setObjectName("reality.try")
        self.try_button.setToolTip(self.tr("Make the check's change in the scenario; undo takes it back"))
        for button in (self.show_button, self.try_button):
            button.setAutoDefault(False)
        self._set_up_view()
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self.view.selectionModel().currentRowChanged.connect(self._chosen)
        self.view.activated.connect(self._tell)
        self.show_button.clicked.connect(self._tell)
        self.try_button.clicked.connect(self._try)
        self.resize(1080, 620)

    def _set_up_view(self) -> None:
        view = self.view
        view.setObjectName("reality.view")
        view.setModel(self._proxy)
        view.setAccessibleName(self.tr("Reality checks"))
        view.setShowGrid(False)
        view.setWordWrap(True)
        view.setItemDelegate(Spacious(view))
        view.setTextElideMode(Qt.TextElideMode.ElideNone)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(view.resizeRowsToContents)
        view.setColumnWidth(0, 104)
        view.setColumnWidth(2, 130)
        view.setFont(font(12.5))
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _lay_out(self) -> None:
        scroll = QScrollArea(self)
        scroll.setAccessibleName(self.tr("The check in full"))
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.details)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        right = QWidget(self)
        right.setObjectName("realityRight")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 8, 18, 12)
        foot.setSpacing(8)
        foot.addWidget(self.show_button)
        foot.addWidget(self.try_button)
        foot.addStretch(1)
        column.addLayout(foot)
        self._right = right
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.view)
        split.addWidget(right)
        split.setChildrenCollapsible(False)
        split.setSizes([600, 460])
        split.setHandleWidth(9)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.heading, 1)
        head.addWidget(self.search, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 12, 12, 12)
        outer.setSpacing(10)
        outer.addLayout(head)
        outer.addWidget(split, 1)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.heading.setFont(lettering(14, STRONG))
        self.search.setFont(font(13))
        self.model.dress(theme)
        self.details.dress(theme)
        ground = f"background: {theme.surface.name()}"
        self._right.setStyleSheet(f"QWidget#realityRight, QWidget#realityDetails {{ {ground}; }}")
        self._chosen(self.view.currentIndex())

    def show_judging(self, judging: Judging) -> None:
        """Take new answers; the check in view stays in view."""
        known = judging.judgement
        self.heading.setText(self._heading(judging))
        if known is None or known.scenario is self._scenario:
            return
        current = self.chosen()
        self._scenario = known.scenario
        self.model.show_outcomes(known.outcomes)
        row = self.model.row_of(current.check.id) if current is not None else None
        index = self._proxy.mapFromSource(self.model.index(row or 0, 0))
        if index.isValid():
            self.view.selectRow(index.row())
        self._chosen(self.view.currentIndex())

    def _heading(self, judging: Judging) -> str:
        """Say how many hold, and of what."""
        if judging.failed:
            return self.tr("! The reality checks could not be asked")
        if judging.judgement is None:
            return self.tr("… Asked once the scenario rests")
        count = tally(judging.judgement.outcomes)
        name = judging.judgement.scenario.title or self.tr("Untitled")
        words = self.tr("{name}: {hold} of {asked} hold").format(
            name=name, hold=count.hold, asked=count.asked
        )
        if count.not_asked:
            words += self.tr(", {count} do not apply here").format(count=count.not_asked)
        return words + (self.tr("; asked again soon …") if judging.pending else "")

    def chosen(self) -> Outcome | None:
        """Give the check in view."""
        row = self._proxy.mapToSource(self.view.currentIndex()).row()
        return self.model.outcome(row) if row >= 0 else None

    def _chosen(self, current: QModelIndex, before: QModelIndex | None = None) -> None:
        outcome = self.chosen()
        self.details.show_outcome(outcome, self._scenario)
        self.show_button.setEnabled(outcome is not None and outcome.shown is not None)
        check = outcome.check if outcome is not None else None
        self.try_button.setEnabled(check is not None and bool(check.change) and not check.base)

    def _tell(self, *_: object) -> None:
        """Have the finding that decides shown in the window."""
        outcome = self.chosen()
        if outcome is not None and outcome.shown is not None:
            self.shown.emit(outcome.shown)

    def _try(self) -> None:
        """Have the check's change made in the scenario."""
        outcome = self.chosen()
        if outcome is not None:
            self.tried.emit(outcome.check)

    def _filter(self, text: str) -> None:
        self._proxy.setFilterFixedString(text.strip())
        if not self.view.currentIndex().isValid() and self._proxy.rowCount():
            self.view.selectRow(0)
