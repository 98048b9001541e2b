"""Things in people's hands."""
