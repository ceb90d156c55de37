"""The subcommands of `wishboard import`."""
