"""How a year goes, for those who lead: the seven steps, trends, what waits, what is praised."""
