"""Rooms, halls and caves."""
