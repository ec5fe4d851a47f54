"""Markdown: Pandoc's, GitHub's and Kramdown's, with what Jekyll adds."""

from auditor.readers.markdown.read import read_markdown

__all__ = ["read_markdown"]
