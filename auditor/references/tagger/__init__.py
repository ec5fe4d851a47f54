"""Notes read by a trained model: a label for each word, and how sure the model is of it.

Not yet part of `parse_citations`: rules read articles, and benchmarks/training compares the two.
"""

from auditor.references.tagger.model import TaggedCitation, Tagger, tag_note

__all__ = ["TaggedCitation", "Tagger", "tag_note"]
