"""A screenplay as film people read it: its title page, scenes, places, and who is in them."""
