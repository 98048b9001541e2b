"""The brief staged: camera, light and placements."""
