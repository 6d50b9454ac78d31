"""Tests of the desk: open scenarios, history, recompute."""
