"""Credits in doubt: refused at once, or held back until a second person has looked."""
