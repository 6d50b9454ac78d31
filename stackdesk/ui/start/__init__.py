"""The start page: the shipped stories as cards, files opened lately, new and open."""

from stackdesk.ui.start.opening import Start

__all__ = ["Start"]
