"""Sorting what comes in: how alike two wishes are, and which of them are alike."""
