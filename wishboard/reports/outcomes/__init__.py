"""Outcomes (成效): what came true and whom it reached, by area, body, category, lane and year."""
