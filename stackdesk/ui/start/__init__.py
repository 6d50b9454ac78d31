"""The start page: the shipped stories as cards, files opened lately, new and open."""

from stackdesk.ui.start.opening import Start
from stackdesk.ui.start.previews import Previews

__all__ = ["Previews", "Start"]
