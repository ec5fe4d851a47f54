"""Audit an article's citations: parse its notes, check its links, flag what does not hold."""

__version__ = "0.1.0"
