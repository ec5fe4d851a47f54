"""All that an audit asks of the outside: verdicts of links, then look-ups of mementos."""
