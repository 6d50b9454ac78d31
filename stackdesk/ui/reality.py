"""Reality checks in the window: asked when the scenario rests, told by the badge, listed beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from stackdesk.ui.judging import AskSome, Judging

if TYPE_CHECKING:
    from stackdesk.engine.outcomes import Finding
    from stackdesk.scenario.checks import Check
    from stackdesk.ui.reality_list import RealityList
    from stackdesk.ui.theme import Theme
    from stackdesk.ui.window import MainWindow


class RealityChecks(QObject):
    """Joins what asks, the badge and the list, which is made when it is first opened."""

    def __init__(self, window: MainWindow, ask: AskSome | None) -> None:
        super().__init__(window)
        self._window = window
        self.judging = Judging(window.desk, window.live, ask, self)
        self.list: RealityList | None = None
        self._able = self.judging.able
        self.judging.changed.connect(self._show)
        window.live.frame.connect(self._follow)
        window.status.reality.clicked.connect(self.open)
        self._show()

    def open(self) -> None:
        """Open the list beside the window."""
        if self.list is None:
            from stackdesk.ui.reality_list import RealityList  # late: the window starts without

            self.list = RealityList(self._window)
            self.list.dress(self._window.theme)
            self.list.shown.connect(self.show_finding)
            self.list.tried.connect(self.try_change)
        self.list.show_judging(self.judging)
        self.list.show()
        self.list.raise_()
        self.list.view.setFocus()

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        if self.list is not None:
            self.list.dress(theme)

    def stop(self) -> None:
        """Ask nothing more."""
        self.judging.stop()

    def show_finding(self, finding: Finding) -> None:
        """Turn the window to a finding's region, year and series; one of what binds is in the ribbon."""
        window = self._window
        if window.work.fit.isVisible():
            window.commands.close_fit()
        window.commands.choose_region(finding.region)
        window.commands.go_to_year(finding.year)
        window.show_now()
        if finding.series:
            window.work.show_tab("layer")
            window.work.layer.show_series(finding.series)
        else:
            window.work.ceilings.setFocus()

    def try_change(self, check: Check) -> None:
        """Make what a check turns part of the scenario, as one step that undo takes back."""
        from stackdesk.engine.reality import with_changes

        desk = self._window.desk
        changed = with_changes(desk.scenario, (*check.given, *check.change), check.title)
        desk.edit(changed, self.tr("Reality check"))
        self._window.say(self.tr("A reality check tried; undo takes it back"))

    def _follow(self) -> None:
        """Show or hide the badge when it turns out which engine runs."""
        if self.judging.able != self._able:
            self._show()

    def _show(self) -> None:
        """Show news."""
        self._able = self.judging.able
        self._window.status.show_reality(self.judging)
        if self.list is not None:
            self.list.show_judging(self.judging)
