"""Notes to citations: what a note cites, field by field, and what its short forms mean."""

from auditor.references.parse import parse_citations

__all__ = ["parse_citations"]
