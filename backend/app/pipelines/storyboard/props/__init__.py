"""Things: held in the hand, standing about, driven, and animals."""
