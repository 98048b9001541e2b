from __future__ import annotations

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from app.live.services import Live
from app.metrics.service import Metrics

router = APIRouter(tags=["system"])


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics(request: Request) -> Response:
    """For Prometheus. Workers' figures are counted in Redis: ask any one backend for them, each for its requests."""
    own: Metrics = request.app.state.metrics
    live: Live = request.app.state.live
    own.count_sockets(live.relay.count)  # here, for the set of clients is the event loop's
    return Response(await to_thread.run_sync(own.text), media_type=CONTENT_TYPE_PLAIN_0_0_4)
