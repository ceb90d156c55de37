"""The other ways out: withdrawn, deferred, declined, transferred, handed to mediators, merged."""
