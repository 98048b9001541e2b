"""What somebody looks like, read from a picture of their face and the words about them."""
