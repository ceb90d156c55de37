"""Signing in once by a link that comes by mail, for members whose town allows it."""
