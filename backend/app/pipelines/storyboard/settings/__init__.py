"""Settings, grouped by how they are built."""
