"""Streets, land, water, woods, roads and the city."""
