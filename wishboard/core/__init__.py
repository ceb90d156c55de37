"""What every feature stands on: database, clock, calendar, refusals, keys. No word of the field."""
