"""Telling people what happened: notices in the house, messages through gateways, one digest."""
