"""Uncertainty in the window."""
