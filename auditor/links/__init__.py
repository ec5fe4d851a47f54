"""Cited addresses: parsed once, fetched by a strict engine, judged by a pure table."""
