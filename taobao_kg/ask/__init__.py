"""Asking: questions, answers, the evidence behind them, search and cards."""
