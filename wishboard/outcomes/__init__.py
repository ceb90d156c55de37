"""What was done, what the wisher says of it, and what it counts."""
