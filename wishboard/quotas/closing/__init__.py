"""Closing a year: a reason for each shortfall, and a statement that does not change any more."""
