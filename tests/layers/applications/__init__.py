"""Tests of the applications room."""
