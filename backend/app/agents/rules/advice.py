"""Each trade's rules, by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.agents.material import Material
from app.agents.rules import art_director, casting_director, first_ad, location_scout, producer, screenwriter
from app.agents.schemas import Advice, Trade

RULES: Mapping[Trade, Callable[[Material], Advice]] = {
    Trade.SCREENWRITER: screenwriter.advise,
    Trade.CASTING_DIRECTOR: casting_director.advise,
    Trade.LOCATION_SCOUT: location_scout.advise,
    Trade.ART_DIRECTOR: art_director.advise,
    Trade.FIRST_AD: first_ad.advise,
    Trade.PRODUCER: producer.advise,
}
