"""Two shipped scenarios and their runs, held side by side without a window around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stackdesk.engine import Result, Runner
from stackdesk.engine.attribution import attribute
from stackdesk.scenario import Scenario, load, reference
from stackdesk.ui import typeface
from stackdesk.ui.compare.attributing import Attributing
from stackdesk.ui.compare.held import Comparing, Held, letter
from stackdesk.ui.compare.page import ComparePage
from stackdesk.ui.density import COMFORTABLE
from stackdesk.ui.theme import LIGHT
from stackdesk.ui.view import View

FOLDER = Path(__file__).resolve().parents[3] / "scenarios"
YEAR = 2030.0
Compares = Callable[..., Comparing]


@pytest.fixture(autouse=True)
def _typeface(qapp: QApplication) -> None:
    """Measure words with the typeface of the application."""
    typeface.load()


@pytest.fixture(scope="session")
def run() -> Callable[[Scenario], Result]:
    """Run a scenario, each once."""
    runner = Runner("compiled")
    known: list[Result] = []

    def once(scenario: Scenario) -> Result:
        found = next((one for one in known if one.scenario == scenario), None)
        if found is None:
            known.append(found := runner.run(scenario))
        return found

    return once


@pytest.fixture(scope="session")
def trades() -> Scenario:
    """A shipped scenario with seven inputs changed, one of them in one region."""
    return load(FOLDER / "trades-constrained.toml")


@pytest.fixture(scope="session")
def packaging() -> Scenario:
    """Another."""
    return load(FOLDER / "packaging-constrained.toml")


@pytest.fixture
def compares(run: Callable[[Scenario], Result]) -> Compares:
    """Make a frame of the page out of scenarios, A first; keywords change the view."""

    def made(*scenarios: Scenario, locked: frozenset[str] = frozenset(), **changes: Any) -> Comparing:
        results = [run(one) for one in scenarios]
        front = scenarios[0].reference
        view = View(
            result=results[0],
            reference_result=results[1],
            region="World",
            year=YEAR,
            present=scenarios[0].present,
            layers=tuple(one for one in front.catalogue.layers if one.number > 0),
            series=front.catalogue.series,
            lists=front.catalogue.lists,
            observations=front.observations,
        )
        held = tuple(
            Held(
                letter(place),
                one.title or f"Baseline {one.reference.version}",
                "",
                one,
                result,
                key=place if one.touched else None,
                locked=locked if place == 0 else frozenset(),
            )
            for place, (one, result) in enumerate(zip(scenarios, results, strict=True))
        )
        return Comparing(replace(view, **changes), held)

    return made


@pytest.fixture
def pair(compares: Compares, trades: Scenario) -> Comparing:
    """A shipped scenario against the bare reference."""
    return compares(trades, Scenario(trades.reference))


@pytest.fixture
def older(trades: Scenario) -> Scenario:
    """The bare reference before the newest."""
    assert trades.reference.version == reference().version
    return Scenario(reference("2026.1"))


class Here:
    """Answers attributions in this process, at once."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.cancels = 0

    def ask(self, name: str, *arguments: Any, told: Callable[[Any], None]) -> Any:
        """Answer."""
        assert name == "attribute"
        self.asked.append(arguments)
        told(0.5)
        return attribute(*arguments, exact=4, runs=60)  # a rough one: its parts add up all the same

    def cancel(self) -> None:
        """Count."""
        self.cancels += 1

    def close(self) -> None:
        """Nothing to end."""


@pytest.fixture
def here() -> Here:
    """What answers."""
    return Here()


@pytest.fixture
def attributing(qtbot: QtBot, here: Here) -> Iterator[Attributing]:
    """What asks, and keeps answers."""
    made = Attributing(asks=here)
    yield made
    made.stop()


@pytest.fixture
def page(qtbot: QtBot, attributing: Attributing) -> ComparePage:
    """The page of the usual size."""
    made = ComparePage(attributing)
    qtbot.addWidget(made)
    made.resize(1576, 842)
    made.dress(LIGHT, COMFORTABLE)
    made.set_motion(0)
    made.show()
    return made
