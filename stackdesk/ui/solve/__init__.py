"""Drag the result: pull a point of a curve or an outcome, or type what it shall be, and a lever gives."""

from stackdesk.ui.solve.solving import Solving

__all__ = ["Solving"]
