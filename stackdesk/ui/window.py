"""The main window: it shows the desk and calls it, and keeps nothing that the desk knows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from stackdesk.core.layer import Layer
from stackdesk.engine import MODEL_VERSION
from stackdesk.ui import format as fmt
from stackdesk.ui.board import Board
from stackdesk.ui.chosen import Chosen
from stackdesk.ui.commands import Commands
from stackdesk.ui.compare import Compare
from stackdesk.ui.density import SMALLEST, first_size
from stackdesk.ui.documents import Documents
from stackdesk.ui.errorline import ErrorLine
from stackdesk.ui.events import Events
from stackdesk.ui.gestures import Gestures
from stackdesk.ui.hand import Hand
from stackdesk.ui.help_opening import Help
from stackdesk.ui.inspecting import Inspecting
from stackdesk.ui.judging import AskSome
from stackdesk.ui.ladder import Climbing
from stackdesk.ui.layout.panels import Panels
from stackdesk.ui.live import EaseAll, Live, Runs
from stackdesk.ui.look import Dressed, Look
from stackdesk.ui.menus import Menus
from stackdesk.ui.presenting import Presenting
from stackdesk.ui.reading import binding_layer
from stackdesk.ui.reality import RealityChecks
from stackdesk.ui.session import Session
from stackdesk.ui.settings import Settings
from stackdesk.ui.solve import Solving
from stackdesk.ui.stack import Stack
from stackdesk.ui.start import Start
from stackdesk.ui.statusline import StatusLine
from stackdesk.ui.subject import Subject, standing, subject
from stackdesk.ui.tabbing import Tabbing
from stackdesk.ui.textsize import TextSize
from stackdesk.ui.theme import Theme
from stackdesk.ui.topbar import TopBar
from stackdesk.ui.tour import Tour
from stackdesk.ui.uncertainty import Banding
from stackdesk.ui.view import View, read_view
from stackdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from stackdesk.desk import Desk
    from stackdesk.ui.start.previewing import Makes


class MainWindow(QMainWindow):
    """Top bar, stack, charts and status line around one desk."""

    def __init__(
        self,
        desk: Desk,
        runner: Runs,
        settings: Settings,
        relief: EaseAll | None = None,
        checks: AskSome | None = None,
        previews: Callable[[], Makes] | None = None,
    ) -> None:
        super().__init__()
        self.desk = desk
        self.settings = settings
        self._built: object = None
        self._subjects: dict[str, Subject] = {}
        self._document: tuple[object, ...] = ()
        self._region = desk.region
        self._warmed = False
        self.look = Look(self)
        self.text_size = TextSize(self)
        self.hand = Hand(desk, self)
        self.top = TopBar(self)
        self.stack = Stack(self.hand, self)
        self.work = Workspace()
        self.status = StatusLine(self)
        self.documents = Documents(desk, MODEL_VERSION, settings, self.work.notice, self)
        self.chosen = Chosen(desk, self.work.inspector, self)
        self.error_line = ErrorLine(self)
        self.commands = Commands(self)
        self.gestures = Gestures(self)
        self.help = Help(self)
        self.start = Start(self, previews)
        self.presenting = Presenting(self)
        self.tour = Tour(self)
        self.menus = Menus(self)
        self.live = Live(desk, runner, relief, self)
        self.reality = RealityChecks(self, checks)
        self._add_features()
        self._lay_out()
        self._connect()
        self._begin()

    def _add_features(self) -> None:
        """Add what stands on the other parts."""
        self.tabbing = Tabbing(self)
        self.session = Session(self)
        self.events = Events(self)
        self.banding = Banding(self)
        self.solving = Solving(self)
        self.climbing = Climbing(self)
        self.comparing = Compare(self)
        self.board = Board(self)
        self.inspecting = Inspecting(self)

    def _begin(self) -> None:
        """Take the panels, the theme, the motion."""
        self._rebuild()
        parts: tuple[Dressed, ...] = (self.error_line, self.commands.searching.box, self.help, self.reality)
        for part in (*parts, self.events, self.banding, self.start, self.tour, self.solving, self.climbing):
            self.look.add(part)
        self.look.add(self.comparing)
        self.look.add(self.board)
        self.look.add(self.panels)
        self.look.apply_theme()
        self.look.apply_motion()
        self.work.relief.show_relief(None, self.tr("Relief follows once the engine is warm."))

    def _lay_out(self) -> None:
        self.setMenuWidget(self.top)
        self.top.set_actions(self.menus.undo, self.menus.redo, self.menus.document, self.menus.theme)
        self.top.search.setDefaultAction(self.menus.find)
        middle = QWidget(self)
        middle.setObjectName("workspace")
        row = QHBoxLayout(middle)
        row.addWidget(self.stack)
        row.addLayout(self.tabbing.above(self.work), 1)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(self.start.hold(body))
        self.row = row
        self.panels: Panels = Panels(self)
        self.setMinimumSize(*SMALLEST)
        self.resize(first_size(self.screen().availableGeometry().size()))

    def _connect(self) -> None:
        self.work.inspector.path.set_up(self.desk, self.hand)
        self.live.frame.connect(self._show_frame)
        self.live.engine_changed.connect(self._show_engine)
        self.live.relief_found.connect(self._show_relief)
        self.stack.more_asked.connect(self.commands.show_table)
        self.stack.help_asked.connect(self.help.open_layer)
        self.stack.changed_asked.connect(self.commands.changed_only.turn)
        self.stack.layer_chosen.connect(self._layer_chosen)
        self.top.region_chosen.connect(self.commands.choose_region)
        self.status.year.year_changed.connect(self.commands.go_to_year)
        self.work.ceilings.yearChanged.connect(self.commands.go_to_year)
        for chart in (self.work.ceilings, self.work.layer):
            chart.figureChosen.connect(self.commands.show_figure)
        self.work.fit.chosen.connect(self.commands.look_at)
        self.work.fit.closed.connect(self.commands.close_fit)
        self.documents.changed.connect(self._document_changed)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.look.apply_theme)
        hints.accessibility().contrastPreferenceChanged.connect(self.look.apply_theme)

    # --------------------------------------------------------------------------------- what is shown

    @property
    def reference(self) -> Any:
        """The reference that the scenario stands on."""
        return self.desk.scenario.reference

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The five layers; what has no number is no layer and joins the highest one's table."""
        return tuple(layer for layer in self.reference.catalogue.layers if layer.number > 0)

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return self.look.theme

    @property
    def layer(self) -> str:
        """The layer that the layer chart shows."""
        return self.stack.opened or self.layers[0].key

    def _rebuild(self) -> None:
        """Build the panels for the reference, once a reference."""
        if self._built is self.reference:
            return
        self._built = self.reference
        catalogue = self.reference.catalogue
        self._retake_subjects()
        totals = {layer.key: len(self.listed(layer)) for layer in self.layers}
        self.stack.build(self.layers, self._subjects, totals)
        regions = tuple(catalogue.lists.get("region", ()))
        self.top.set_regions(regions, self.desk.region)
        self.menus.fill_layers(self.layers)
        self.menus.fill_regions(regions, self.desk.region)
        self.status.year.set_span(self.reference.start, self.reference.end, self.desk.scenario.present)
        self.commands.forget_tables()
        self.commands.changed_only.forget()
        self.hand.sitting.keep_only(frozenset(catalogue.parameters))
        self.help.forget()
        first = next((a for layer in self.layers for a in layer.levers if layer.number == 3), None)
        self.chosen.build(self._subjects, first)
        self.gestures.choose(self.chosen.address)

    def _retake_subjects(self) -> None:
        """Describe every parameter for the region in view."""
        catalogue = self.reference.catalogue
        self._subjects = {
            address: subject(self.reference, address, self.desk.region)
            for address, parameter in catalogue.parameters.items()
            if not parameter.quantity.hidden
        }

    def subject(self, address: str) -> Subject:
        """Give a parameter as it is in the region in view."""
        return self._subjects[address]

    def subjects(self) -> list[Subject]:
        """Give every parameter as it is in the region in view."""
        return list(self._subjects.values())

    def listed(self, layer: Layer) -> list[Subject]:
        """Give the parameters in a layer's table; the highest layer's also lists what has no panel."""
        keys = [layer.key]
        if layer.number == max(one.number for one in self.layers):
            keys += [one.key for one in self.reference.catalogue.layers if one.number <= 0]
        return [one for one in self._subjects.values() if one.parameter.layer in keys]

    def view(self) -> View | None:
        """Give what is to be shown now, once there is a result."""
        compact, bands = self.look.sizes.compact, self.banding.shown
        return read_view(
            self.desk, self.layers, self.layer, stale=self.live.stale, compact=compact, bands=bands
        )

    # ---------------------------------------------------------------------------------------- frames

    def _show_frame(self, kinds: frozenset[str]) -> None:
        """Draw what changed, all of it in this frame."""
        self._rebuild()
        if self.desk.region != self._region:
            self._show_place()
        if kinds & {"scenario", "document", "view"}:
            self._show_standings()
            self._show_document()
        self.show_now()

    def show_now(self) -> None:
        """Show the newest result everywhere."""
        view = self.view()
        if view is not None and not self.comparing.took(view):
            self.stack.show_result(view)
            if view.layer != self.layer:  # another panel opened by itself
                view = self.view() or view
            self.work.show_result(view)
        self.status.show_year(self.desk.year)
        self._show_engine()
        self.align()

    def _show_standings(self) -> None:
        scenario, year = self.desk.scenario, self.desk.year
        self.commands.changed_only.follow()
        held = self.desk.dragging  # while one is held, no other moves, unless they share one whole
        held = None if held in getattr(self.reference, "shares", {}) else held
        levers = [one for one in self.stack.levers() if held is None or one.address == held]
        locked = self.desk.locked
        now = {
            one.address: standing(one.subject, scenario, year, locked=one.address in locked) for one in levers
        }
        self.stack.show_standings(now)
        self.chosen.refresh()
        self.gestures.show_chosen()
        for table in self.commands.tables.values():
            table.refresh()
        self.gestures.show()

    def _show_document(self) -> None:
        desk = self.desk
        history = (desk.can_undo, desk.undo_text, desk.can_redo, desk.redo_text)
        scenario = desk.scenario
        self.menus.follow(desk.sheet, desk.can_undo)
        state = (scenario.title, desk.path, desk.unsaved, self.reference, scenario.edits_history, *history)
        if state == self._document:
            return
        self._document = state
        self.setWindowTitle(f"{self.documents.name()}[*] – StackDesk")
        self.setWindowModified(desk.unsaved)
        name, version = self.documents.name(), str(self.reference.version)
        version += self.tr(", history edited") if desk.scenario.edits_history else ""
        self.top.show_document(name, unsaved=desk.unsaved, reference=version)
        self.menus.show_history(desk.can_undo, desk.undo_text, desk.can_redo, desk.redo_text)

    def _document_changed(self) -> None:
        self.work.arrange()
        self._show_document()
        self.live.request()

    def _show_place(self) -> None:
        """Follow another region: limits and published ranges are its own."""
        self._region = self.desk.region
        self.top.show_region(self.desk.region)
        self.menus.show_region(self.desk.region)
        self._retake_subjects()
        self.stack.retake(self._subjects)
        self.chosen.retake(self._subjects)
        for table in self.commands.tables.values():
            table.model.retake(self._subjects)

    def _show_engine(self) -> None:
        self.status.show_engine(self.live, self.banding.words)

    def _show_relief(self, relief: Any) -> None:
        """Show relief, and tell which layer was lifted to see what binds next."""
        view = self.view()
        bound = binding_layer(view) if view is not None else ""
        self.work.relief.show_relief(relief, "", bound)

    def _layer_chosen(self, key: str) -> None:
        self.show_now()

    def say(self, words: str) -> None:
        """Say what was done last, below."""
        self.gestures.say(words)

    def align(self) -> None:
        """Put the year's groove below the plot."""
        plot = self.comparing if self.comparing.shown else self.work
        left, right = plot.plot_left_right()
        self.status.align(left, right)
        self.gestures.show_pins()

    # ------------------------------------------------------------------------------------------- look

    def choose_theme(self, name: str) -> None:
        """Choose a theme, or to follow the system, and remember it."""
        self.look.choose_theme(name)

    def dressed(self) -> None:
        """Show everything again in another theme or other sizes."""
        self._show_standings()
        self._show_document()
        self.show_now()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose sizes that fit."""
        super().resizeEvent(event)
        self.commands.searching.box.place()
        self.look.fit_sizes()

    def showEvent(self, event: QShowEvent) -> None:
        """Warm the engine up once the window has been painted."""
        super().showEvent(event)
        if not self._warmed:
            self._warmed = True
            self.work.setFocus()
            self.live.request()

    def changeEvent(self, event: QEvent) -> None:
        """Drop a refused value's line when the window is left; write numbers as another locale does."""
        if event.type() == QEvent.Type.LocaleChange:
            fmt.locale.cache_clear()
            self.live.note("view")
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.error_line.clear()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work, remember the place, end the threads."""
        self.work.inspector.keep_reason()
        if not self.documents.may_leave():
            event.ignore()
            return
        self.settings.geometry = self.saveGeometry()
        self.session.stop()
        self.panels.stop()
        self.reality.stop()
        self.start.stop()
        self.presenting.stop()
        self.inspecting.stop()
        self.solving.stop()
        self.climbing.stop()
        self.comparing.stop()
        self.banding.stop()
        self.live.stop()
        self.help.forget()
        event.accept()

    def open_path(self, path: Path) -> bool:
        """Open a file; the window says what is wrong with it."""
        return self.documents.open_path(path)
