"""Names and words: what finds a record."""
