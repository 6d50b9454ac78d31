"""The events of a scenario in the window: flags on the chart, the list, and every edit as an undo step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from stackdesk.core.errors import StackDeskError
from stackdesk.scenario.document import Event
from stackdesk.ui.charts.events_strip import Flag
from stackdesk.ui.events_list import EventList
from stackdesk.ui.events_words import event_subject, month_of, month_start, refusal, title_text, told
from stackdesk.ui.theme import Theme

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow


class Events(QObject):
    """Shows the scenario's events and changes them; the order in the list is the file's."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self._shown: tuple[object, ...] = ()
        self.list: EventList | None = None
        strip = self._strip = window.work.ceilings.events
        strip.begun.connect(self.begin)
        strip.moved.connect(self.drag)
        strip.ended.connect(self.end)
        strip.cancelled.connect(self.cancel)
        strip.stepped.connect(self.step)
        strip.removed.connect(self.remove)
        strip.edit_asked.connect(self.open_at)
        window.live.frame.connect(self._follow)

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of the scenario as it is shown."""
        return tuple(self._desk.scenario.events)

    def place(self, event: Event) -> str:
        """Name where an event acts."""
        if event.region is None:
            return self.tr("World")
        regions = self._desk.scenario.reference.catalogue.lists.get("region", ())
        return next((one.label for one in regions if one.key == event.region), event.region)

    def _follow(self, _: object) -> None:
        """Show the events of this frame."""
        reference = self._desk.scenario.reference
        if (self.events, reference) == self._shown:
            return
        self._shown = (self.events, reference)
        flags = []
        for index, event in enumerate(self.events):
            about = event_subject(reference, event)
            sentence = told(event, about, self.place(event))
            flags.append(Flag(index, event.date, about.parameter.layer, title_text(event, about), sentence))
        self._strip.show_flags(flags)
        if self.list is not None:
            self.list.refresh()

    # --------------------------------------------------------------------------------------------- a drag

    def begin(self, index: int) -> None:
        """Take an event in hand, and with it the parameter it acts on."""
        self._window.hand.begin(self.events[index].parameter)

    def drag(self, index: int, date: float) -> None:
        """Show the event that is held on another date."""
        if 0 <= index < len(self.events):
            self._desk.preview_events(self._with(index, replace(self.events[index], date=date)))

    def end(self) -> None:
        """Let go: one undo step, or none."""
        if self._desk.dragging is not None:
            self._window.hand.end(self._desk.dragging)

    def cancel(self) -> None:
        """Put the event back."""
        if self._desk.dragging is not None:
            self._window.hand.cancel(self._desk.dragging)

    # ---------------------------------------------------------------------------------------------- edits

    def _with(self, index: int, event: Event) -> tuple[Event, ...]:
        return (*self.events[:index], event, *self.events[index + 1 :])

    def step(self, index: int, months: int) -> None:
        """Move an event by months, inside the span."""
        event = self.events[index]
        moved = replace(event, date=month_start(month_of(event.date) + months))
        if not refusal(moved, self._desk.scenario.reference):
            self.put(index, moved)

    def put(self, index: int, event: Event) -> str:
        """Put an event in the place of another; give what was wrong, if anything."""
        if not 0 <= index < len(self.events) or event == self.events[index]:
            return ""
        wrong = refusal(event, self._desk.scenario.reference)
        return wrong or self._edit(self._with(index, event), event)

    def add(self) -> str:
        """Add an event at the year cursor for the parameter in the inspector; it changes nothing yet."""
        scenario = self._desk.scenario
        date = month_start(month_of(max(self._desk.year, scenario.present)))
        address = self._window.chosen.address or next(iter(scenario.reference.catalogue.parameters))
        regional = scenario.catalogue.parameter(address).quantity.regional
        region = self._desk.region if regional and self._desk.region in scenario.catalogue.regions else None
        event = Event(date, address, self.tr("New event"), region, multiply=1.0)
        return self._edit((*self.events, event), event)

    def remove(self, index: int) -> str:
        """Take an event away."""
        if not 0 <= index < len(self.events):
            return ""
        return self._edit(self.events[:index] + self.events[index + 1 :], self.events[index])

    def _edit(self, events: tuple[Event, ...], about: Event) -> str:
        """Make an edit; give what was wrong, if anything."""
        title = title_text(about, event_subject(self._desk.scenario.reference, about))
        try:
            words = self.tr("event {title}").format(title=title)
            self._desk.edit(replace(self._desk.scenario, events=events), words)
        except StackDeskError as error:
            return str(error)
        return ""

    # ------------------------------------------------------------------------------------------- the list

    def open(self) -> None:
        """Open the list beside the window."""
        if self.list is None:
            self.list = EventList(self, self._desk, self._window)
            self.list.dress(self._window.theme)
        self.list.refresh()
        self.list.show()
        self.list.raise_()

    def open_at(self, index: int) -> None:
        """Open the list on one event."""
        self.open()
        assert self.list is not None
        self.list.go_to(index)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        if self.list is not None:
            self.list.dress(theme)
