"""Citing: records for reference managers, sealed so that a change can be told later."""
