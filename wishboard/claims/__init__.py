"""Promises: who takes a wish on, until when, alone or together, and how a promise ends."""
