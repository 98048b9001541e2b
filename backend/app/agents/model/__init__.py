"""What a language model adds, where one is set up: words from outside that may become proposals and nothing else."""
