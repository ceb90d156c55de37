"""Exclusions (剔除): a wish left out of the rates, with a reason, evidence and a second person."""
