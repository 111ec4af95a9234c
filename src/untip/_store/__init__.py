"""Where records are kept, and the rules between them."""
