"""Tests of pulling results, of the dialog for a target, and of the relief ladder in the window."""
