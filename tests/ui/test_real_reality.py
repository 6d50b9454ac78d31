"""The badge of reality checks on the real desk and engine: it counts what the engine counts."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from stackdesk.engine.outcomes import tally
from stackdesk.engine.reality import Reality
from stackdesk.scenario.checks_in import shipped_checks
from stackdesk.ui.app import create

PATIENCE = 100_000


def test_the_badge_counts_what_the_engine_counts(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "plain.toml"
    path.write_text('schema = 1\nreference = "2026.1"\n', encoding="utf-8")
    _, window = create(path)
    window.reality.judging.settle_within(50)
    window.show()
    qtbot.waitUntil(lambda: not window.reality.judging.pending, timeout=PATIENCE)
    expected = Reality().all(window.desk.scenario, shipped_checks())

    assert window.reality.judging.judgement is not None
    assert window.reality.judging.judgement.outcomes == expected
    count = tally(expected)
    assert window.status.reality.text().endswith(f" {count.hold}/{count.asked}")
    window.status.reality.click()
    shown = window.reality.list
    assert shown is not None
    chosen = shown.chosen()
    assert chosen is not None
    if chosen.check.change:
        before = window.desk.scenario
        shown.try_button.click()
        assert len(window.desk.scenario.events) > 0
        window.desk.undo()
        assert window.desk.scenario == before
    window.close()
    window.deleteLater()
