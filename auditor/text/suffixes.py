"""Names of files that are articles, and of those that are bibliographies."""

from __future__ import annotations

MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
TEXT_SUFFIXES = (".txt", ".text")
BIBLIOGRAPHY_SUFFIXES = (".bib", ".bibtex", ".ris", ".json", ".csv")
