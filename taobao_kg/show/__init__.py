"""Pictures of the graph: the network behind them, where things lie, the page."""
