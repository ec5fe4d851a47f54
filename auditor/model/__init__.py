"""The field's nouns and the facts, as frozen dataclasses; imports nothing else of ours."""
