"""What is written down for people from the models themselves."""
