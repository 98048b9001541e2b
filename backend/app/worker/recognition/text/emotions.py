"""The emotion that English words carry, by a small lexicon of their beginnings."""

from __future__ import annotations

import re
from collections import Counter

NEUTRAL = "neutral"

# The eight basic emotions of R. Plutchik (1980), each with the words that tell a story's beat apart.
_LEXICON = {
    "joy": "joy happ celebrat laugh smil delight triumph victor reunit reunion wedding love lover kiss danc fun bliss "
    "cheer paradise succe win wins won relie wonderful",
    "trust": "trust friend ally allies mentor promis faith loyal forgiv accept together bond team believ embrac home "
    "peace heal reconcil hope",
    "fear": "fear afraid terr threat danger dread hunt haunt panic escap flee flees fled nightmare scare scary horr "
    "dark trapped stalk monster storm lurk",
    "surprise": "surpris shock reveal revelation twist sudden discover unexpect astonish stun secret realiz realis "
    "learns strange mysterious",
    "sadness": "sad sadly sadness grie loss lose loses lost mourn tear tears cry cries cried crying weep die dies died "
    "dead death despair alone lonel funeral farewell goodbye heartbr empty abandon fail regret sorrow hopeless",
    "disgust": "disgust sick vile rot rotten corrupt filth shame humiliat revolt betray decay",
    "anger": "anger angr rage fury furious fight attack revenge hate hatred argu kill battle confront clash war wars "
    "enem destroy steal murder",
    "anticipation": "plan plans planned planning prepar await expect journey quest search begin began start arriv "
    "debat decid choice invit dream longing wants goal next ready train ventur",
}
# Whole words where a beginning would take in strangers: `war` is not `warm`, `win` not `window`.
_WHOLE = frozenset(
    {"win", "wins", "won", "war", "wars", "fun", "die", "dies", "died", "dead", "plan", "plans", "lose", "loses", "sad"}
    | {"dark", "tear", "rot", "home", "team", "cry", "next", "goal"}
)
_DENIALS = frozenset({"no", "not", "never", "without", "nothing", "cannot", "can't", "don't", "doesn't", "isn't"})
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")


def emotion(text: str) -> str:
    """The one that most words speak of, the first one where two are level; `neutral` when no word speaks of any."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    felt = Counter(
        found
        for before, word in zip(["", *words], words, strict=False)
        if before not in _DENIALS and (found := _felt(word))
    )
    return felt.most_common(1)[0][0] if felt else NEUTRAL


def _felt(word: str) -> str | None:
    """By the longest entry that fits."""
    return next((_ENTRIES[word[:end]] for end in range(len(word), 2, -1) if _fits(word, word[:end])), None)


def _fits(word: str, entry: str) -> bool:
    return entry in _ENTRIES and (word == entry or entry not in _WHOLE)


_ENTRIES = {entry: name for name, entries in _LEXICON.items() for entry in entries.split()}
