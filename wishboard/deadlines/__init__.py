"""The year's table of working days, uploaded by the administrator, and the dates it moves."""
