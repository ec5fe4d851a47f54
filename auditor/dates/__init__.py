"""Dates in prose, in references and in addresses, by one small grammar."""
