"""Claims: sentences and segments with their dates, numbers and quotations."""

from auditor.claims.extract import extract_claims
from auditor.claims.numbers import find_numbers
from auditor.claims.quotations import find_quotations

__all__ = ["extract_claims", "find_numbers", "find_quotations"]
