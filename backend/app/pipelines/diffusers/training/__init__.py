"""LoRA training of a character on a local model (Hu et al., 2021): the model learns to find the noise in its face."""
