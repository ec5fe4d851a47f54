"""Evidence from outside: a loop around pure planners, and the one port all traffic passes."""
