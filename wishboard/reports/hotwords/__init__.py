"""Hot words: what people speak of more this month than the month before, from public words."""
