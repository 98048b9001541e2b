"""The words for framing, angle, time of day, weather and mood. Longer phrases are tried first."""

from __future__ import annotations

from app.pipelines.storyboard.brief.model import Angle, Framing, Mood, Time, Weather

FRAMINGS: dict[Framing, str] = {
    Framing.EXTREME_WIDE: "extreme wide, extreme long shot, very wide, ews, els, tiny figure, vast, panorama, distant, "
    "far away, aerial",
    Framing.EXTREME_CLOSE: (
        "extreme close up, extreme closeup, ecu, xcu, big close up, macro, detail of the eye, eyes only"
    ),
    Framing.OVER_SHOULDER: "over the shoulder, over shoulder, over his shoulder, over her shoulder, ots",
    Framing.TWO_SHOT: "two shot, twoshot, 2 shot, two hander",
    Framing.INSERT: "insert, cutaway, detail shot, product shot, still life",
    Framing.MEDIUM_CLOSE: "medium close, medium closeup, mcu, head and shoulders, bust shot",
    Framing.COWBOY: "medium wide, medium long, cowboy shot, american shot, three quarter shot, mws, mls, knee shot",
    Framing.CLOSE: "close up, closeup, close on, close shot, tight on, portrait, headshot, cu, face of, face fills",
    Framing.MEDIUM: "medium shot, medium, mid shot, midshot, waist up, waist shot, ms",
    Framing.FULL: "full shot, full body, full length, full figure, head to toe, fs",
    Framing.WIDE: "wide shot, wide, long shot, establishing, establishing shot, ws, ls, master shot",
}

ANGLES: dict[Angle, str] = {
    Angle.TOP: (
        "top shot, top down, bird's eye, birds eye, bird eye, overhead shot, from directly above, god's eye, drone"
    ),
    Angle.LOW: "low angle, from below, worm's eye, worms eye, looking up at, looks up at, from the ground, towering",
    Angle.HIGH: "high angle, from above, looking down at, looks down on, looking down on, crane shot",
    Angle.DUTCH: "dutch, dutch angle, tilted, canted, oblique angle",
    Angle.EYE: "eye level",
}

TIMES: dict[Time, str] = {
    Time.GOLDEN: "golden hour, magic hour, late afternoon, low sun, golden light, evening sun, evening light",
    Time.BLUE: "blue hour, twilight, after sunset",
    Time.DAWN: "dawn, sunrise, daybreak, first light, sun rises, early morning",
    Time.DUSK: "dusk, sunset, evening, sundown, setting sun, sun sets, nightfall",
    Time.NIGHT: (
        "night, midnight, moonlit, moonlight, moon, night time, nighttime, nocturnal, starry, stars, "
        "candlelit, candlelight, neon, dark"
    ),
    Time.MORNING: "morning, breakfast",
    Time.DAY: "day, noon, midday, daylight, afternoon, sunny, daytime, bright sun",
}

WEATHERS: dict[Weather, str] = {
    Weather.STORM: "storm, thunderstorm, lightning, thunder, tempest, hurricane, stormy",
    Weather.RAIN: "rain, raining, rainy, downpour, drizzle, rain soaked, wet, puddle, rainstorm",
    Weather.SNOW: "snow, snowing, snowy, blizzard, snowstorm, winter, snowfall, snow covered, frozen",
    Weather.FOG: "fog, foggy, mist, misty, haze, hazy, smog, smoke, smoky, dusty",
    Weather.WIND: "wind, windy, gale, windswept, breeze, sandstorm, gusty",
    Weather.OVERCAST: "overcast, cloudy, gray sky, grey sky, clouds, gloomy",
    Weather.CLEAR: "clear sky, clear",
}

MOODS: dict[Mood, str] = {
    Mood.HAPPY: "happy, happily, smile, laugh, joyful, joy, cheerful, grin, delighted, glad, in love, proud, playful, "
    "relieved",
    Mood.SAD: "sad, sadly, cry, weep, tears, tearful, grieve, grief, mourn, melancholy, heartbroken, lonely, sorrow, "
    "crestfallen",
    Mood.ANGRY: "angry, angrily, furious, rage, shout, scream at, yell, argue, enraged, snarl, mad, hostile, threaten",
    Mood.SURPRISED: "surprised, surprise, astonished, shocked, amazed, gasp, startled, stunned, wonder, awe",
    Mood.AFRAID: (
        "afraid, scared, fear, fearful, terrified, frightened, horror, panic, scream, nervous, anxious, worried"
    ),
    Mood.DETERMINED: (
        "determined, resolute, stern, grim, defiant, focused, serious, intense, cold stare, heroic, brave, confident"
    ),
    Mood.TIRED: "tired, exhausted, weary, sleepy, worn out, hungover, drowsy, bored",
}
