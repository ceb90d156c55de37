"""Disputes in the hands of a people's mediation committee, visible to whoever asked."""
