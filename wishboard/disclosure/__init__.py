"""Who sees what: every page and every answer reads a wish through here."""
