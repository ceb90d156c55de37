"""Exposure: what the media show is answered within hours, step by step."""
