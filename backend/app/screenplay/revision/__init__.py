"""A newer draft against what the film has: which scene is which, and what that does to the film."""
