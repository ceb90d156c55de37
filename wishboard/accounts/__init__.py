"""People, organizations and areas; who belongs where, who holds which role, who is asking."""
