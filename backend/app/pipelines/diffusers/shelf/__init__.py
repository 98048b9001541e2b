"""What weights there are, known without loading any: no torch in here."""
