"""What the town's own ledger teaches: which category and lane a wish like this one had."""
