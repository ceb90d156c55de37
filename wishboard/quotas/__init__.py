"""What is owed in a year and what was done: one ledger row per credit is the truth."""
