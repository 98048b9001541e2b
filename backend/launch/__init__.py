"""Starts, watches and stops the studio. The modules used before `.venv` exists import the standard library alone."""
