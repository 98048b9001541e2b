"""The first assistant director's reading of a scene: how long it lasts, and which shots tell it."""
