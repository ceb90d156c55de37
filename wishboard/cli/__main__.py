"""`python -m wishboard.cli` is the `wishboard` command."""

from wishboard.cli import main

main(prog_name="wishboard")
