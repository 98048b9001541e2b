"""A screenplay of our own, for whoever has none at hand."""
