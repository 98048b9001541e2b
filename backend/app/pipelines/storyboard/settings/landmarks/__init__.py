"""Single things of the land: what grows, lies, was built, or stands far off."""
