"""Names in running text."""
