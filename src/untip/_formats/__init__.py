"""Text, plain data and records: each way between them."""
