"""Look-back: closed issues and wishes are drawn by lot and their wishers asked once more."""
