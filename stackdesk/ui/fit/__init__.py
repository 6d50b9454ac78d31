"""Fit to history: how far the run is from each published figure, and where the figure comes from."""

from stackdesk.ui.fit.page import FitPage

__all__ = ["FitPage"]
