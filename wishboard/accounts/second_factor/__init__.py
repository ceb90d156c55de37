"""The second factor: a code from a telephone besides the password, and what helps without it."""
