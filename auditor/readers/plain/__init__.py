"""Plain text, as PDFs and manuscripts yield it."""

from auditor.readers.plain.read import read_plain

__all__ = ["read_plain"]
