"""The site: the graph as static pages, for any web server, a memory stick, or one file."""
