"""Readers: bytes or text of an article in, `Article` out; and which files are articles."""

from auditor.readers.discover import discover
from auditor.readers.read import read_bytes, read_text

__all__ = ["discover", "read_bytes", "read_text"]
