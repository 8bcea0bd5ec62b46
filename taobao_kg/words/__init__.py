"""Words: the languages, the messages in each of them, and how each writes numbers."""
