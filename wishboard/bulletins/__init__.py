"""Reports of a month, a quarter or a year as they were made: who may read them, who wants them."""
