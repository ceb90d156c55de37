"""Old problems: reviewed every year in public words, and never silently closed."""
