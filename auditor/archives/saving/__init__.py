"""Saving through Save Page Now 2: what may be sent, what answers mean, what to do next."""
