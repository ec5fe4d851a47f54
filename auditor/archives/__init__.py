"""Mementos: which copy of an address an archive holds, looked up politely and chosen with care."""
