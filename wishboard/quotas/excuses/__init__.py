"""Excuses: who owes nothing for a time, why, and who said so."""
