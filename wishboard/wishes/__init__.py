"""The wish and its way: collected, registered, published, and every step written in one place."""
