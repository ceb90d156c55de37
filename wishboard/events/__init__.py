"""History and outbox in one: every deed leaves one row, which is only ever added to.

The kinds of events belong to the features; here are the row, the chain that proves it whole,
and the way in which others read it.
"""
