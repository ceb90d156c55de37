"""The servers a town runs on when nobody gives it others: PostgreSQL, Valkey, web and worker.

`wishboard run` starts them under one supervisor; commands and tests borrow a server by the context
managers of `servers`. Nothing here knows what a wish is.
"""
