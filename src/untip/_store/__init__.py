"""Where records live, and the rules that hold between them."""
