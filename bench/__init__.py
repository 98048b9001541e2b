"""Measures a real studio on this machine, each figure beside the limit or the peer measured in the same run."""
