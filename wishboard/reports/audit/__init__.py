"""Who did what and when, for the administrator: history across all things, without contact data."""
