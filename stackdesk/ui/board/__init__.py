"""The board: a page of charts that the user chooses and arranges."""

from stackdesk.ui.board.feature import Board

__all__ = ["Board"]
