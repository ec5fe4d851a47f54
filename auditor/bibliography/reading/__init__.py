"""Bibliographies read into CSL items: CSL-JSON, BibTeX and biblatex, RIS, CSV."""

from __future__ import annotations

from auditor.bibliography.reading.read import Read, begins_as_bibliography, read_items
from auditor.bibliography.reading.result import Problem

__all__ = ["Problem", "Read", "begins_as_bibliography", "read_items"]
