"""The steps by which a database grows; `wishboard migrate` takes them."""
