"""Reading Markdown."""
from __future__ import annotations
from auditor.readers.plain import read_plain
from auditor.readers.raw import Draft


def read_markdown(text: str) -> Draft:
    """The draft of a Markdown text."""
    return read_plain(text)
