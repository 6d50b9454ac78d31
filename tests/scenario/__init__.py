"""Tests of the document: scenarios, references, files."""
