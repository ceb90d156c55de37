"""The road map of an issue: dated steps, and the wall chart that is made from them."""
