"""How records and rows are shown to people: as lines of text, and as HTML in notebooks."""
