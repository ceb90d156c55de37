"""Areas, organizations and rosters out of tables; each again and again without doubles."""
