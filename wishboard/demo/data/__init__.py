"""The demo town as tables."""
