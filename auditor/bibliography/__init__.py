"""References in the formats of reference managers, and as robust links."""
