"""The help window: every page opens, links lead on, search finds, equations are drawn once and stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextCursor
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from stackdesk.scenario.library import reference
from stackdesk.ui import help_math, help_text
from stackdesk.ui.app import prepared_application
from stackdesk.ui.help import key_rows
from stackdesk.ui.help_finder import PAGE
from stackdesk.ui.help_math import Drawn, Wish
from stackdesk.ui.help_pages import FIRST, FOLDER, PARAMETERS, Pages, slug
from stackdesk.ui.help_window import HelpWindow
from stackdesk.ui.theme import DARK, LIGHT
from stackdesk.ui.window import MainWindow


@pytest.fixture(scope="module")
def pages() -> Pages:
    """All pages of the newest reference."""
    return Pages(reference(), key_rows())


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let equations be drawn as boxes, and list what was asked for."""
    asked: list[str] = []

    def vectors(tex: str) -> list[Drawn]:
        asked.append(tex)
        box = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><rect width="90" height="20" '
        return [Drawn(indent, 90.0, 20.0, box + 'fill="black"/></svg>') for indent, _ in help_math.split(tex)]

    monkeypatch.setattr(help_math, "vectors", vectors)
    return asked


@pytest.fixture
def window(qtbot: QtBot, pages: Pages, drawn: list[str]) -> Iterator[HelpWindow]:
    """A help window on its first page."""
    prepared_application()
    made = HelpWindow(pages)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.dress(LIGHT)
    made.show()
    made.show_page()
    yield made
    made.equations.stop()


def shown(window: HelpWindow) -> str:
    """Give the text of the page."""
    return window.text.toPlainText()


def top_line(window: HelpWindow) -> str:
    """Give the first line of text in sight."""
    cursor = window.text.cursorForPosition(window.text.viewport().rect().topLeft())
    while not cursor.block().text().strip() and cursor.movePosition(QTextCursor.MoveOperation.NextBlock):
        pass
    return cursor.block().text()


def test_every_page_opens_and_shows_its_headings(window: HelpWindow, pages: Pages) -> None:
    for key, page in pages.all.items():
        window.show_page(key)
        text = shown(window)
        for section in page.sections:
            assert re.sub(r"[*`\\]", "", section.heading) in text, (key, section.heading)
        assert help_text.HOLD not in text, key
        assert "$$" not in text, key
        assert "<!--" not in text, key


def test_the_list_holds_every_page_once(window: HelpWindow, pages: Pages) -> None:
    listed = [window.finder.list.item(row).data(PAGE) for row in range(window.finder.list.count())]
    assert [key for key in listed if key] == list(pages.all)
    for path in FOLDER.glob("*.md"):
        assert path.stem in pages.all
    assert "checks" in pages.all
    for layer in reference().catalogue.layers:
        assert f"{PARAMETERS}/{layer.key}" in pages.all


def test_every_link_inside_leads_to_a_heading(pages: Pages) -> None:
    for key, page in pages.all.items():
        for link in re.findall(r"\]\(<?([^)\s>]+)>?\)", page.text):
            where = pages.resolved(link, key)
            if where is None:
                outside = link.startswith(("http://", "https://"))
                assert outside or key == "checks", (key, link)
                continue
            headings = {slug(section.heading) for section in pages.all[where[0]].sections}
            assert not where[1] or where[1] in headings, (key, link)


def test_a_link_goes_on_and_back_returns_to_where_it_was(window: HelpWindow) -> None:
    window.show_page("binding")
    window.text.verticalScrollBar().setValue(40)
    window.text.anchorClicked.emit(QUrl("reading.md#relief"))
    assert top_line(window) == "Relief"
    window.back()
    assert shown(window).startswith("What binds")
    assert window.text.verticalScrollBar().value() == 40
    window.forward()
    assert top_line(window) == "Relief"


def test_a_link_to_parameters_opens_them_here(window: HelpWindow) -> None:
    window.show_page("energy")
    window.text.anchorClicked.emit(QUrl("../parameters.md#energy"))
    assert "Grid headroom in 2023" in shown(window)


def test_a_link_to_a_page_elsewhere_is_not_taken_for_another_of_that_name(pages: Pages) -> None:
    assert pages.resolved("README.md", "energy") == (FIRST, "")
    assert pages.resolved("../../resources/reality/README.md", "calibration") == ("checks", "")
    assert pages.resolved("../../README.md", "energy") is None


def test_links_out_are_the_desktops(window: HelpWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    before = shown(window)
    window.text.anchorClicked.emit(QUrl("https://example.org/a"))
    window.text.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert opened == ["https://example.org/a"]
    assert shown(window) == before


def test_search_finds_sections_and_enter_opens_the_first(window: HelpWindow, qtbot: QtBot) -> None:
    window.finder.search.setText("clearing rent")
    qtbot.keyClick(window.finder.search, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    assert window.finder.found.count() >= 2
    assert top_line(window) == "Clearing rent"
    assert window.text.extraSelections()
    window.finder.search.setText("no such word anywhere")
    window.finder.look_up()
    assert window.finder.found.count() == 0
    assert "Nothing found" in window.finder.count.text()
    window.finder.search.clear()
    window.finder.look_up()
    assert window.finder.sides.currentWidget() is window.finder.list


@pytest.mark.parametrize(
    ("words", "page"),
    [("H100e", "words"), ("energy.grid.headroom", "parameters/energy"), ("shift+f1", "keys")],
)
def test_search_reads_every_kind_of_page(pages: Pages, words: str, page: str) -> None:
    assert page in {found.page for found in pages.find(words.replace("_", " "))}


def test_equations_are_drawn_for_the_page_in_sight_and_only_once(
    window: HelpWindow, qtbot: QtBot, drawn: list[str]
) -> None:
    window.show_page("shared")
    wanted = set(help_text.equations(window.text.document()))
    assert len(wanted) > 10
    qtbot.waitUntil(lambda: not window.equations.busy, timeout=10_000)
    assert wanted <= set(drawn)
    count = len(drawn)
    window.show_page("words")
    window.show_page("shared")
    qtbot.wait(100)
    assert len(drawn) == count


def test_equations_drawn_late_do_not_move_what_is_read(window: HelpWindow, qtbot: QtBot) -> None:
    window.show_page("markets", "trade")
    assert top_line(window) == "Trade"
    qtbot.waitUntil(lambda: not window.equations.busy, timeout=10_000)
    qtbot.wait(150)
    assert top_line(window) == "Trade"


def test_zoom_and_theme_keep_the_place(window: HelpWindow) -> None:
    window.show_page("markets", "trade")
    window.larger()
    assert top_line(window) == "Trade"
    window.dress(DARK)
    assert top_line(window) == "Trade"
    assert (
        window.text.document().defaultFont().pointSizeF() > 0
        or window.text.document().defaultFont().pixelSize()
    )
    window.usual()
    assert window.buttons["usual"].text() == "100 %"


def test_controls_have_names_for_those_who_do_not_see_them(window: HelpWindow) -> None:
    search = window.finder.search
    buttons = [one for one in window.findChildren(QAbstractButton) if one.parent() is not search]
    assert len(buttons) == 5
    for widget in (*buttons, search, window.finder.list, window.finder.found, window.text):
        assert widget.accessibleName(), widget.objectName()


def test_real_equations_become_vectors_and_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STACKDESK_CACHE", str(tmp_path))
    prepared_application()
    rows = r"& \text{for each region } r\text{:}" + " \\\\\n" + r"& \quad x_{r} = \frac{a}{b}"
    tex = "\\begin{aligned}\n" + rows + "\n\\end{aligned}"
    made = help_math.vectors(tex)
    assert [line.indent for line in made] == [0, 1]
    assert all(line.width > 10 and "<path" in line.svg for line in made)
    kept = list((tmp_path / "stackdesk" / "equations").iterdir())
    assert len(kept) == 1
    monkeypatch.setattr(help_math, "_line", None)  # nothing is drawn a second time
    assert help_math.vectors(tex) == made
    kept[0].write_bytes(b"spoiled")
    with pytest.raises(TypeError):
        help_math.vectors(tex)


def test_a_picture_is_as_sharp_as_the_screen_and_in_its_ink() -> None:
    prepared_application()
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20" viewBox="0 0 60 20">'
    line = Drawn(0, 60.0, 20.0, svg + '<rect width="60" height="20" fill="black"/></svg>')
    image = help_math.painted([line], Wish("", 1.5, "#ff0000", 2.0))
    assert image.devicePixelRatio() == 2.0
    assert image.width() >= 60 * 1.5 * 2
    assert image.pixelColor(40, image.height() // 2).name() == "#ff0000"


# ------------------------------------------------------------------------------------- the main window


@pytest.fixture
def real(qtbot: QtBot, drawn: list[str]) -> Iterator[MainWindow]:
    """The window as it starts, on the baseline."""
    from stackdesk.ui.app import create

    _, made = create(None)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_the_menu_opens_the_handbook_and_the_layer_in_view(real: MainWindow) -> None:
    actions = {action.objectName(): action for action in real.menus.help.actions()}
    actions["action.handbook"].trigger()
    assert real.help.view.isVisible()
    assert not real.help.view.isModal()
    assert shown(real.help.view).startswith("The model on one page")
    real.stack.help_asked.emit("chips")
    assert shown(real.help.view).startswith("Chips")
    real.commands.go_to_layer("energy")
    actions["action.what_is_in_focus"].trigger()
    assert shown(real.help.view).startswith("Energy")


def test_the_inspectors_parameter_has_its_place(real: MainWindow) -> None:
    real.help.open_parameter("energy.grid.intensity")
    assert top_line(real.help.view).startswith("Grid carbon intensity")


def test_the_first_page_is_there_before_anything_is_drawn(pages: Pages) -> None:
    assert next(iter(pages.all)) == FIRST


def test_a_panels_menu_leads_to_its_page(real: MainWindow) -> None:
    panel = next(one for one in real.stack.panels if one.layer.key == "models")
    entries = {action.text(): action for action in panel.head.menu().actions()}
    entries["How this layer works"].trigger()
    assert shown(real.help.view).startswith("Models")


def test_shift_f1_on_a_lever_opens_its_layer(real: MainWindow, qtbot: QtBot) -> None:
    real.commands.go_to_layer("chips")
    panel = next(one for one in real.stack.panels if one.layer.key == "chips")
    qtbot.waitUntil(real.isActiveWindow, timeout=5000)
    panel.levers[0].slider.setFocus()
    real.help.open_here()
    assert shown(real.help.view).startswith("Chips")


def test_another_reference_and_the_end_close_it(real: MainWindow) -> None:
    real.help.open()
    view = real.help.view
    real.help.forget()
    assert not view.isVisible()
    real.help.open()
    assert real.help.view is not view
