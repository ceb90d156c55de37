"""Stuck (办不成事): an attempt that failed goes to a named person who clears the way."""
