"""The ledger (台账): every wish on a line of its own, and what they add up to."""
