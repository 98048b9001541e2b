"""What to draw, read from the words of a prompt."""

from app.pipelines.storyboard.brief.model import Brief, Person, Place
from app.pipelines.storyboard.brief.reader import read

__all__ = ["Brief", "Person", "Place", "read"]
