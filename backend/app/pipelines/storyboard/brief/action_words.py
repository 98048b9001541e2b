"""The words for what people do, and for things."""

from __future__ import annotations

IRREGULAR = {
    "run": "ran", "sit": "sat seated", "lie": "lay lying laid", "fall": "fell fallen", "fight": "fought", "ride": "rode",
    "drive": "drove", "drink": "drank", "stand": "stood", "kneel": "knelt", "sleep": "slept asleep", "hold": "held",
    "weep": "wept", "speak": "spoke", "tell": "told", "read": "", "fly": "flew", "swim": "swam", "throw": "threw",
    "leap": "leapt", "creep": "crept", "flee": "fled", "write": "wrote", "eat": "ate", "sing": "sang", 
}  # fmt: skip

ACTIONS: dict[str, str] = {
    "run": "run, sprint, flee, chase, race, rush, escape, dash, jog",
    "walk": "walk, stroll, march, wander, approach, enter, leave, step, cross, stagger, pace, trudge, stride, limp, sneak, "
    "creep, arrive, exit, hike, come, follow",
    "sit": "sit, perch, slump, rest, wait on a bench",
    "kneel": "kneel, crouch, pray, squat, beg, propose",
    "lie": "lie, sleep, recline, lie down, unconscious, dead, collapsed",
    "fall": "fall, tumble, trip, plunge, stumble, float, drift, swim",
    "jump": "jump, leap, vault, fly",
    "fight": "fight, punch, brawl, box, struggle, wrestle, duel, strike, hit, swordfight",
    "embrace": "embrace, hug, kiss, cuddle, hold each other, reunite",
    "talk": "talk, speak, argue, discuss, whisper, converse, chat, tell, explain, negotiate, confront, shake hands, "
    "shout, yell, sing",
    "point": "point, gesture, warn, accuse, reach, wave, beckon",
    "look back": "look back, look behind, look over his shoulder, look over her shoulder, turn around, glance back",
    "ride": "ride, gallop, on horseback",
    "drive": "drive, behind the wheel, at the wheel, steer",
    "drink": "drink, sip, toast, sip coffee, sip whiskey",
    "read": "read, study a letter, examine, write, study a map",
    "phone": "phone call, on the phone, call on the phone, telephone, talk on the phone, text",
    "dance": "dance, waltz, twirl, tango, perform",
    "aim": "aim, shoot, fire a gun, point a gun, draw a gun, hold a gun, hold at gunpoint, aim a gun, gunfight",
    "carry": "carry, haul, lug, drag, lift",
    "smoke": "smoke a cigarette, smoking, light a cigarette, cigarette, cigar",
    "cry": "cry, weep, sob, cover his face, cover her face, bury his face, bury her face",
    "celebrate": "celebrate, cheer, raise arms, arms raised, surrender, hands up, victory",
    "climb": "climb, scale",
    "stand": "stand, wait, lean, pose, guard, stare, watch, gaze, look, face, hide, listen",
}

PROPS: dict[str, str] = {
    "umbrella": "umbrella, parasol", "suitcase": "suitcase, briefcase, luggage, bag, suitcases, handbag",
    "gun": "gun, pistol, revolver, handgun, weapon", "rifle": "rifle, shotgun, machine gun",
    "sword": "sword, blade, katana, saber", "knife": "knife, dagger", "letter": "letter, note, envelope, map, document, "
    "paper, newspaper, telegram", "phone": "phone, telephone, smartphone, cell phone, mobile", "book": "book, diary, "
    "journal, bible", "lantern": "lantern, torch, flashlight, oil lamp", "candle": "candle, candles",
    "candlelight": "candlelight, candlelit, by candle light", "cup": "cup, mug, coffee, tea, coffee cup", "bottle": "bottle, wine, whiskey, beer", "glass": "glass, wine glass, "
    "cocktail, champagne", "flowers": "flower, flowers, bouquet, rose, roses, wreath", "balloon": "balloon, balloons",
    "guitar": "guitar, violin", "camera": "camera, binoculars", "staff": "staff, stick, cane, walking stick, spear",
    "cigarette": "cigarette, cigar", "teddy": "teddy, teddy bear, doll, toy", "key": "key, keys", "ring": "ring, "
    "engagement ring", "watch": "watch, clock, pocket watch, stopwatch", "photo": "photo, photograph, polaroid",
    "skull": "skull", "dog": "dog, puppy, wolf, hound, fox", "cat": "cat, kitten", "horse": "horse, horses, stallion, "
    "horseback, pony", "bird": "bird, birds, crow, crows, raven, seagull, seagulls, eagle, pigeons", "boat": "boat, rowboat, "
    "canoe, raft, lifeboat, fishing boat", "ship": "ship, freighter, ferry, cargo ship, galleon", "sailboat": "sailboat, "
    "yacht, sailing boat", "car": "car, taxi, cab, truck, van, automobile, police car, cars, limousine, sedan",
    "bicycle": "bicycle, bike, cyclist, motorcycle", "fire": "fire, campfire, bonfire, flames, burning, fireplace, explosion",
    "tent": "tent, tents", "table": "table, dinner table", "chair": "chair, armchair, throne", "bench": "bench",
    "bed": "bed", "lamp": "lamp, desk lamp, street lamp, lamppost, streetlight", "door": "door, doorway, gate",
    "window": "window", "piano": "piano", "moon": "moon, moonlit, full moon", "tree": "lone tree, tree, oak",
    "rocket": "rocket, spaceship, spacecraft, ufo, flying saucer", "planet": "planet, planets, earth", "castle": "castle",
    "house": "house, cottage, cabin, farmhouse, hut, barn", "train": "train, locomotive, steam train", "cactus": "cactus",
}  # fmt: skip

CARRIED = frozenset(
    "umbrella suitcase gun rifle sword knife letter phone book lantern candle cup bottle glass flowers balloon guitar "
    "camera staff cigarette teddy key ring watch photo skull".split()
)
"""Things that go into a hand when somebody is there to hold them."""
