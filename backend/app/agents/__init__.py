"""The crew: six trades that read a film and propose, and change nothing by themselves."""
