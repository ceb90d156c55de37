"""Changing the house's key: what hangs on which key, and moving what can be moved to a new one."""
