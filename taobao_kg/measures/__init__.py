"""Measures of the network: who is much spoken of, who lies between, what belongs together.

The network is one of statements: two things are tied because a source says something about both.
A measure tells of what the sources speak, not how things are in the world.
"""
