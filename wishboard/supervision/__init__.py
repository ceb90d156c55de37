"""Promises kept: the ladder, call-backs and look-backs, exposure, and what is stuck."""
