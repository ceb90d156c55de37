"""What is owed in a year, as rules kept in a table."""
