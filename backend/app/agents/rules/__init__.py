"""What each trade finds by the rules of its craft, with no model at all."""
