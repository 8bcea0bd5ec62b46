"""Proposing: a new text registered, and sheets of what it may say, for a person to judge."""
