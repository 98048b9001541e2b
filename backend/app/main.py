"""The entry of the web process: `uvicorn app.main:app`."""

from app.api import create_app
from app.config import Settings
from app.logs import configure

configure()
app = create_app(Settings())
