"""A town in one file: a tar with a manifest, the database, the photos and, if asked, the key."""
