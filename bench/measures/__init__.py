"""One file a measurement; each gives its rows."""
