"""Uncertainty in the window: bands that follow a drag, what varies, and what drives the spread."""

from stackdesk.ui.uncertainty.banding import Banding

__all__ = ["Banding"]
