"""Tables in and out: CSV, TSV and xlsx, read and written in confined children."""
