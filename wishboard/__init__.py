"""wishboard: a town's wishes, collected, promised, kept, and honestly counted."""

__version__ = "0.1.0"
