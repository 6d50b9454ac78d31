"""Cards in as many columns as fit; one of them holds the keyboard, arrows lead from card to card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from stackdesk.ui.start.card import HEIGHT, StoryCard
from stackdesk.ui.start.stories import Story
from stackdesk.ui.theme import LIGHT, Theme

NARROWEST = 300
GAP = 16
MARGIN = 3  # so that a ring of focus is not cut


class CardGrid(QScrollArea):
    """Places the cards itself: columns share the width, the last row stays to the left."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.cards: list[StoryCard] = []
        self._body = QWidget(self)
        self._current = 0
        self.setObjectName("stories")
        self.setAccessibleName(self.tr("Stories"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._body)
        self._body.setObjectName("cards")

    def show_stories(self, stories: Sequence[Story]) -> None:
        """Make the cards; a story that is unchanged keeps its card."""
        kept = {card.story: card for card in self.cards}
        for story, card in kept.items():
            if story not in stories:
                card.setParent(None)
                card.deleteLater()
        self.cards = [kept.get(story) or self._card(story) for story in stories]
        self._reached(min(self._current, max(len(self.cards) - 1, 0)))
        self.arrange()

    def _card(self, story: Story) -> StoryCard:
        card = StoryCard(story, self._body)
        card.dress(self._theme)
        card.clicked.connect(self._clicked)
        card.arrowed.connect(self._arrowed)
        card.reached.connect(self._note_reached)
        card.show()
        return card

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        for card in self.cards:
            card.dress(theme)

    def card(self, path: object) -> StoryCard | None:
        """Find the card of a file."""
        return next((card for card in self.cards if card.story.path == path), None)

    # ------------------------------------------------------------------------------------------- keys

    def take_keyboard(self) -> None:
        """Put the keyboard on the card that had it last."""
        if self.cards:
            self.cards[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self) -> None:
        card = self.sender()
        if isinstance(card, StoryCard):
            self.chosen.emit(card.story.path)

    def _note_reached(self) -> None:
        card = self.sender()
        if isinstance(card, StoryCard) and card in self.cards:
            self._reached(self.cards.index(card))

    def _reached(self, place: int) -> None:
        """Let Tab lead to one card alone, the one that was reached last."""
        self._current = place
        for at, card in enumerate(self.cards):
            tabbed = Qt.FocusPolicy.StrongFocus if at == place else Qt.FocusPolicy.ClickFocus
            card.setFocusPolicy(tabbed)

    def _arrowed(self, key: int) -> None:
        """Move the keyboard on; beyond an end it stays."""
        across = self.columns()
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -across,
            Qt.Key.Key_Down: across,
            Qt.Key.Key_Home: -self._current,
            Qt.Key.Key_End: len(self.cards) - 1 - self._current,
        }
        place = self._current + steps[Qt.Key(key)]
        if 0 <= place < len(self.cards):
            card = self.cards[place]
            card.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(card, 0, GAP)

    # -------------------------------------------------------------------------------------- geometry

    def columns(self) -> int:
        """Say how many cards stand side by side."""
        return max(1, (self.viewport().width() - 2 * MARGIN + GAP) // (NARROWEST + GAP))

    def sizeHint(self) -> QSize:
        """Ask for three columns."""
        return QSize(3 * (340 + GAP), 3 * (HEIGHT + GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cards anew."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Place the cards row by row."""
        across, room = self.columns(), self.viewport().width() - 2 * MARGIN
        for place, card in enumerate(self.cards):
            row, column = divmod(place, across)
            left = round(column * (room + GAP) / across)
            right = round((column + 1) * (room + GAP) / across) - GAP
            card.setGeometry(MARGIN + left, MARGIN + row * (HEIGHT + GAP), right - left, HEIGHT)
        rows = -(-len(self.cards) // across)
        self._body.resize(self.viewport().width(), 2 * MARGIN + max(rows * (HEIGHT + GAP) - GAP, 0))
