"""What runs remember on disk: verdicts and look-ups for a while, the history of every address."""
