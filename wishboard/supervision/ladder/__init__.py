"""The ladder: who looks over the shoulder of whoever is late, rung by rung, each with a notice."""
