"""Dates in prose, in references and in addresses, by one small grammar."""

from auditor.dates.prose import find_dates
from auditor.dates.single import parse_date
from auditor.dates.urls import UrlDate, find_url_date

__all__ = ["UrlDate", "find_dates", "find_url_date", "parse_date"]
