"""Tests of the markets between layers and regions."""
