"""Print the reference of events: `python -m app.reference > docs/events.md`."""

import sys

from app.reference.page import page

sys.stdout.write(page())
