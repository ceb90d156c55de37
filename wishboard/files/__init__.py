"""Photos: taken in, redrawn, kept in an object store, and erased again."""
