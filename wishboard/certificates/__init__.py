"""Certificates: a record of service on paper; free, truthful, and open to anybody's check."""
