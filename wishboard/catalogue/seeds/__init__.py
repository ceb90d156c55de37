"""What every town begins with: categories for wishes and issues, and reasons for a no."""
