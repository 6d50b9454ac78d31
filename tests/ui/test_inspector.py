"""The inspector: basis, range and sources of a parameter, and two clicks from a lever to its source."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from stackdesk.scenario import Scenario, Source, reference
from stackdesk.ui.app import prepared_application
from stackdesk.ui.inspector import Inspector
from stackdesk.ui.inspector_parts import Address
from stackdesk.ui.inspector_range import RangeBar, placed
from stackdesk.ui.inspector_sources import SourceCard, figure, heading, publications, when
from stackdesk.ui.lever import Lever
from stackdesk.ui.subject import standing, subject
from stackdesk.ui.theme import DARK, LIGHT
from stackdesk.ui.view import WORLD
from stackdesk.ui.window import MainWindow

LEAD = "infrastructure.connection.lead_time"
WAITS = Source(
    key="E186",
    title="Waits",
    publisher="JLL",
    date="2026",
    url="https://example.org/waits",
    confidence="high",
    quantity="wait",
    unit="years",
    region="US",
    year="2026",
    low=2.0,
    central=4.0,
    high=7.0,
    note="Average.",
)
OWN = Source(key="E188", title="Judgement", publisher="StackDesk reference", confidence="memory", central=1.2)


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    """An inspector by itself."""
    prepared_application()
    made = Inspector()
    qtbot.addWidget(made)
    made.dress(LIGHT)
    made.resize(372, 420)
    made.show()
    return made


def shown(inspector: Inspector, address: str, region: str = WORLD, basis: str = "") -> None:
    """Show a parameter of the newest reference, with another basis if asked."""
    known = reference()
    entry = known.entry(address)
    one = subject(known, address, region)
    inspector.show_subject(one, replace(entry, basis=basis or entry.basis), "")
    inspector.show_standing(standing(one, Scenario(known), known.present), "")


def words(inspector: Inspector, name: str) -> str:
    """Give what a label of the inspector says."""
    label = inspector.findChild(QLabel, f"inspector.{name}")
    assert label is not None, name
    return label.text()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep the links that would be opened."""
    links: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: links.append(url.toString()))
    return links


@pytest.mark.parametrize("layer", [layer.key for layer in reference().catalogue.layers])
def test_every_parameter_can_be_inspected_and_names_all_its_sources(inspector: Inspector, layer: str) -> None:
    known = reference()
    for parameter in known.catalogue.of_layer(layer):
        entry = known.entry(parameter.address)
        shown(inspector, parameter.address)
        assert words(inspector, "address") == parameter.address
        assert words(inspector, "badge") == entry.basis
        assert words(inspector, "note") == entry.note
        cards = [card for card in inspector.findChildren(SourceCard) if card.isVisibleTo(inspector)]
        assert {source for card in cards for source in card.sources} == set(entry.sources)


def test_all_that_is_told_fits_into_the_scrolled_area(qtbot: QtBot, inspector: Inspector) -> None:
    longest = max(reference().entries, key=lambda one: len(reference().entry(one).sources))
    shown(inspector, longest)
    qtbot.wait(20)
    for label in inspector.findChildren(QLabel):
        if label.isVisibleTo(inspector) and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.objectName()


def test_a_long_address_loses_its_middle_and_is_told_in_full(qtbot: QtBot, inspector: Inspector) -> None:
    address = inspector.findChild(Address)
    assert address is not None
    shown(inspector, LEAD)
    qtbot.wait(20)
    assert not address.cut()
    longest = max(reference().catalogue.parameters, key=len)
    shown(inspector, longest)
    assert address.cut()
    assert address.text() == address.toolTip() == longest


def test_a_published_range_and_what_is_allowed_are_told(inspector: Inspector) -> None:
    shown(inspector, LEAD, "us")
    low, high = reference().entry(LEAD).range("us") or (0.0, 0.0)

    assert words(inspector, "published") == f"{low:g} to {high:g} yr published"
    bar = inspector.findChild(RangeBar)
    assert bar is not None
    assert bar.words().startswith(f"Published range {low:g} to {high:g} yr; value ")
    assert bar.accessibleName() == bar.words()


def test_an_assumption_is_told_to_be_one(inspector: Inspector) -> None:
    bare = next(a for a, e in reference().entries.items() if e.basis == "assumed" and not e.sources and e.low)
    cited = next(a for a, e in reference().entries.items() if e.basis == "assumed" and e.sources)
    shown(inspector, bare)
    assert words(inspector, "basis").startswith("Assumed: no source gives this value")
    assert words(inspector, "published").endswith(" judged")
    assert words(inspector, "sources.heading") == "No source is cited"
    shown(inspector, cited)
    assert words(inspector, "basis").startswith("Assumed: the sources bear on")


def test_badges_differ_by_more_than_a_word(inspector: Inspector) -> None:
    looks = set()
    for basis in ("measured", "derived", "assumed"):
        shown(inspector, LEAD, basis=basis)
        badge = inspector.findChild(QLabel, "inspector.badge")
        assert badge is not None
        looks.add(badge.styleSheet())
    assert len(looks) == 3


def test_cards_are_not_built_anew_for_the_same_parameter(inspector: Inspector) -> None:
    shown(inspector, LEAD, "us")
    before = inspector.findChildren(SourceCard)
    shown(inspector, LEAD, "china")
    assert inspector.findChildren(SourceCard) == before


def test_the_axis_holds_while_the_value_is_on_it(inspector: Inspector) -> None:
    known = reference()
    one = subject(known, LEAD, "china")
    bar = inspector.findChild(RangeBar)
    assert bar is not None
    bar.show_subject(one, judged=False)
    at = standing(one, Scenario(known), known.present)
    bar.show_standing(at)
    axis = bar._axis
    assert axis is not None
    bar.show_standing(replace(at, value=axis.high, changed=True))
    assert bar._axis is axis
    bar.show_standing(replace(at, value=one.measure.high, changed=True))
    assert bar._axis is not None
    assert bar._axis.high >= one.measure.high


def test_another_parameter_is_shown_from_its_beginning(qtbot: QtBot, inspector: Inspector) -> None:
    shown(inspector, "models.revenue_share")
    inspector.show_sources()
    qtbot.waitUntil(lambda: inspector._scroll.verticalScrollBar().value() > 0, timeout=2000)
    shown(inspector, LEAD)
    qtbot.wait(20)
    assert inspector._scroll.verticalScrollBar().value() == 0


def test_labels_stand_below_their_marks_or_not_at_all() -> None:
    assert placed([20.0, 100.0, 60.0], [10.0, 10.0, 10.0], 200.0) == [15.0, 95.0, 55.0]
    assert placed([20.0, 60.0, 40.0], [30.0, 30.0, 30.0], 80.0)[2] is None
    low, high = placed([50.0, 52.0], [20.0, 20.0], 200.0)
    assert low is not None
    assert high is not None
    assert high >= low + 20.0
    assert placed([0.0, 200.0], [20.0, 20.0], 200.0) == [0.0, 180.0]


def test_figures_of_one_publication_share_a_card_and_own_judgements_come_last() -> None:
    other = replace(WAITS, key="E187", central=5.0)
    silent = replace(WAITS, key="E190", title="Paper", url="")

    groups = publications([OWN, silent, WAITS, other, WAITS])

    assert [[one.key for one in group] for group in groups] == [["E186", "E187"], ["E190"], ["E188"]]
    assert heading([OWN, silent, WAITS]) == "Sources: 2 publications, 1 unpublished figure"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (WAITS, "4 years (2 to 7)"),
        (replace(WAITS, low=None), "4 years"),
        (replace(WAITS, central=None, unit="GW"), "2 to 7 GW"),
        (replace(WAITS, low=None, high=None, central=1_600_000.0, unit="chips"), "1,600,000 chips"),
        (replace(WAITS, low=None, high=None, central=0.0415, unit="1"), "0.0415"),
        (replace(WAITS, low=None, high=None, central=None), ""),
    ],
)
def test_a_figure_is_told_as_published(source: Source, text: str) -> None:
    assert figure(source) == text


@pytest.mark.parametrize(
    ("year", "text"),
    [
        ("2025", "2025"),
        ("2023.99", "end of 2023"),
        ("2026.5", "mid 2026"),
        ("2010-2025", "2010-2025"),
        ("", ""),
    ],
)
def test_a_date_is_told_as_people_say_it(year: str, text: str) -> None:
    assert when(year) == text


@pytest.mark.parametrize("tall", [300, 700])
def test_the_first_source_is_in_sight_without_scrolling(
    qtbot: QtBot, inspector: Inspector, tall: int
) -> None:
    inspector.resize(540, tall)
    shown(inspector, LEAD, "us")
    qtbot.wait(20)
    first = publications(reference().entry(LEAD).sources)[0][0]
    labels = [one for one in inspector.findChildren(QLabel) if first.url in one.text()]
    assert any(not one.visibleRegion().isEmpty() for one in labels)
    assert all(one.toolTip() == first.url for one in labels)


def test_a_card_says_all_and_shows_its_address(qtbot: QtBot) -> None:
    card = SourceCard([WAITS])
    qtbot.addWidget(card)
    card.dress(DARK)

    for part in (
        "Waits",
        "JLL, 2026",
        "4 years (2 to 7)",
        "●●● high",
        "Wait, US, 2026",
        "Average",
        WAITS.url,
    ):
        assert part in card.text(), part
    assert card.toolTip() == WAITS.url
    assert card.accessibleDescription() == f"Enter opens {WAITS.url}"
    assert card.accessibleName() == "Waits, JLL, 2026"


@pytest.mark.parametrize("url", ["", "file:///etc/hosts", "javascript:alert(1)"])
def test_only_web_addresses_become_links(qtbot: QtBot, url: str) -> None:
    card = SourceCard([replace(WAITS, url=url, title="<b>Waits</b>")])
    qtbot.addWidget(card)
    card.dress(LIGHT)

    assert "<a " not in card.text()
    assert "no link known" in card.text()
    assert "&lt;b&gt;Waits" in card.text()


def test_show_source_leads_to_a_link_that_a_key_opens(
    qtbot: QtBot, window: MainWindow, lever: Lever, opened: list[str]
) -> None:
    window.resize(1280, 800)
    window.work.show_tab("layer")
    window.hand.show_source(lever.address)
    inspector = window.work.inspector
    (card,) = [card for card in inspector.findChildren(SourceCard) if card.isVisibleTo(inspector)]
    qtbot.waitUntil(lambda: not card.visibleRegion().isEmpty(), timeout=2000)

    assert window.work.in_front == "inspector"
    qtbot.waitUntil(card.hasFocus, timeout=2000)
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert opened == ["https://example.org/waits"]


def test_a_click_on_the_row_and_one_on_the_link_reach_the_source(
    qtbot: QtBot, window: MainWindow, lever: Lever, opened: list[str]
) -> None:
    window.resize(1280, 800)
    window.work.show_tab("layer")
    QTest.mouseClick(lever, Qt.MouseButton.LeftButton, pos=QPoint(40, lever.height() // 2))
    assert window.work.in_front == "inspector"
    inspector = window.work.inspector
    (card,) = [card for card in inspector.findChildren(SourceCard) if card.isVisibleTo(inspector)]
    qtbot.wait(50)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(24, 15))
    assert opened == ["https://example.org/waits"]


def test_a_table_can_be_searched_by_basis(window: MainWindow) -> None:
    table = window.commands.table("infrastructure")
    table.search.setText("measured")
    assert table.view.model().rowCount() == table.model.rowCount()
    table.search.setText("assumed")
    assert table.view.model().rowCount() == 0


def test_a_table_offers_the_source_and_makes_way_for_it(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.show_table("infrastructure")
    table = window.commands.table("infrastructure")
    table.setGeometry(window.geometry())
    row = next(r for r in range(table.model.rowCount()) if table.model.subject(r).address == LEAD)
    menu = table.menu(table.model.subject(row))
    (action,) = [one for one in menu.actions() if one.text() == "Show source"]
    action.trigger()

    assert window.chosen.address == LEAD
    assert not table.isVisible()
    card = window.work.inspector.findChild(SourceCard)
    assert isinstance(card, QWidget)
    qtbot.waitUntil(card.hasFocus, timeout=2000)
