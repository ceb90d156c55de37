"""Handing a role on for a time, as over a holiday."""
