"""Words as they are compared: folding, content words, hosts, cleaning; no articles here."""
