"""Tests of the infrastructure room."""
