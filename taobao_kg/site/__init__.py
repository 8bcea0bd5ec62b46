"""The site: the graph as a folder of pages."""
