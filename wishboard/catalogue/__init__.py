"""What a town chooses from: categories in up to three levels, and the reasons given for a no."""
