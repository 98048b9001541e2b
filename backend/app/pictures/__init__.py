"""Pictures from outside, decoded and encoded anew. The decoding runs in a child process with limits: the web process
itself never opens a picture."""

from app.pictures.encoding import as_png

__all__ = ["as_png"]
