"""Curating: sheets in, proposals out; what people do to make the graph grow."""
