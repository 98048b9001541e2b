"""A studio under measurement, its load, and the peers beside it."""
