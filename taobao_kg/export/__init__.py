"""Files to take away: the graph in the formats other tools read."""
