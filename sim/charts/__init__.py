"""Summaries -> figures, without arithmetic."""
