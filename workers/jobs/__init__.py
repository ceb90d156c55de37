"""The jobs: a few lines each that call a feature. What they find to do is in the database.

Two workers may come to the same job at once. Telling, sealing and mailing hand out rows under
locks; every other job is done by one process at a time.
"""
