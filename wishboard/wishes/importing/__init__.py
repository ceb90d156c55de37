"""Wishes out of a table: which column is what, what a row says, and how thousands are stored."""
