"""Reports of a month, a quarter or a year: what they say, and making them when it is over."""
