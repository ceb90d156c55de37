"""Rates and rankings: what wishers said of each body and area, and how they compare."""
