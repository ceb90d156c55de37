"""A whistle: organizations are called to report in by a time, plan together and do their tasks."""
