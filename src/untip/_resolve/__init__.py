"""Columns of messy names: each value to the id of the one record that it means."""
