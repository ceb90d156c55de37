"""What is everybody's problem, sent up to those who can solve it, with dates that hold."""
