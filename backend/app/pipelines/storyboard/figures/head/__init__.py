"""The head: skull, face, expression, hair and hats. Measures are in head heights, from the middle of the eyes."""
