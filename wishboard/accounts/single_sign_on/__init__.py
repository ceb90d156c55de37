"""Signing in with the account of an organization's identity provider (OpenID Connect)."""
