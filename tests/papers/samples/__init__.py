"""Filled examples of every paper, of an invented county, to look at and to test with."""
