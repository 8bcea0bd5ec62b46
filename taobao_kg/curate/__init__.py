"""Curation: spreadsheets read with every doubt named, things identified, statements proposed."""
