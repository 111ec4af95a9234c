"""Text to plain data to records, and back."""
