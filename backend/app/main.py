"""The entry of the web process: `uvicorn app.main:app`."""

import gc

from app import tracing
from app.api import create_app
from app.config import Settings
from app.logs import configure

# A full collection looks at every object that is remembered, a quarter of a second in which nobody is served.
gc.set_threshold(20_000, 50, 1_000)

settings = Settings()
configure(settings.auteur_logs)
tracing.configure(settings.otel_exporter_otlp_endpoint, "auteur-backend")
app = create_app(settings)
