"""From Turtle files to the stored graph: load, derive, check, store."""
