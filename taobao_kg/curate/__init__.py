"""Curate: what brings sheets and papers of a curator into the data folder."""
