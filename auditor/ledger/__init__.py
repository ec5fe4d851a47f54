"""claims.toml: the ledger of an article - its policy, names, claims and waivers."""
