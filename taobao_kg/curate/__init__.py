"""Bringing in what others have written down: sheets, bibliographies, proposals."""
