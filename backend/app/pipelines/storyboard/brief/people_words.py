"""The words for people: who they are, what they wear and how they look."""

from __future__ import annotations

from app.pipelines.storyboard.brief.model import Person

KINDS: dict[Person, str] = {
    Person("man", "adult"): "man, guy, gentleman, father, husband, brother, king, prince, worker, stranger, figure, "
    "person, someone, somebody, traveler, traveller, hero, villain, protagonist, character, actor, friend, passenger, "
    "driver, boss, thief, teacher, silhouette, lover, neighbor, customer, student, artist, tourist, hitchhiker, he, "
    "him, people, men, bride and groom",
    Person("woman", "adult"): "woman, lady, mother, wife, sister, heroine, waitress, actress, girlfriend, widow, "
    "she, her, women, femme fatale",
    Person("man", "child"): "boy, child, kid, son, toddler, children, schoolboy",
    Person("woman", "child"): "girl, daughter, schoolgirl, little girl",
    Person("man", "old"): "grandfather, old man, elder, grandpa, hermit, beggar",
    Person("woman", "old"): "grandmother, old woman, old lady, grandma, crone",
    Person("man", "young"): "teenager, youth, young man, teen",
    Person("woman", "young"): "young woman, ballerina, dancer",
    Person("man", role="soldier", garment="uniform", garment_colour="olive", hat="helmet"): "soldier, trooper, marine, "
    "infantryman, sniper",
    Person("man", role="detective", garment="coat", hat="fedora"): "detective, private eye, gangster, investigator, "
    "spy, mobster, inspector",
    Person("man", role="astronaut", garment="spacesuit", hat="space helmet"): "astronaut, cosmonaut, spaceman",
    Person(
        "man", role="monk", garment="robe", garment_colour="brown", hat="hood"
    ): "monk, friar, wizard, pilgrim, druid",
    Person("man", role="priest", garment="robe", garment_colour="black"): "priest, pastor, vicar, bishop, pope",
    Person("woman", role="nun", garment="robe", garment_colour="black", hat="hood"): "nun",
    Person("woman", role="nurse", garment="dress", garment_colour="white", hat="nurse cap", hair="bun"): "nurse",
    Person("man", role="doctor", garment="coat", garment_colour="white"): "doctor, surgeon, scientist, chemist",
    Person(
        "man", role="police", garment="uniform", garment_colour="navy", hat="cap"
    ): "policeman, cop, police officer, officer, guard, captain, sailor, pilot, admiral, conductor, cops, police",
    Person("man", role="cowboy", garment="jacket", garment_colour="brown", hat="cowboy hat"): "cowboy, gunslinger, "
    "sheriff, outlaw, rancher, bandit",
    Person("man", role="rider", action="ride"): "rider, horseman, horsewoman, cavalryman",
    Person("man", role="knight", garment="armour", hat="great helm", holding="sword"): "knight, warrior, gladiator",
    Person("man", role="samurai", garment="robe", garment_colour="navy", hair="bun", holding="sword"): "samurai, ronin",
    Person(
        "woman", role="queen", garment="gown", garment_colour="crimson", hair="long", hat="crown"
    ): "queen, princess",
    Person("woman", role="bride", garment="gown", garment_colour="white", hair="bun"): "bride",
    Person("man", role="businessman", garment="suit", garment_colour="charcoal"): "businessman, lawyer, banker, agent, "
    "waiter, bartender, groom, butler, politician",
    Person("woman", role="businesswoman", garment="suit", hair="bun"): "businesswoman, secretary",
    Person("man", role="robot", garment="armour", hat="great helm"): "robot, android, cyborg",
    Person("man", role="chef", garment="shirt", garment_colour="white", hat="chef hat"): "chef, cook, baker",
    Person("man", role="farmer", garment="shirt", hat="straw hat"): "farmer, fisherman, peasant, shepherd",
    Person("man", role="boxer", garment="vest"): "boxer, wrestler, fighter",
}

GROUPS: dict[str, str] = {
    "couple": "couple, lovers, husband and wife",
    "crowd": "crowd, mob, audience, army, protesters",
    "family": "family, parents",
}

PLURALS = {"people": 3, "men": 2, "women": 2, "children": 2, "kids": 2, "boys": 2, "girls": 2}

AGES = {
    "old": "old, elderly, aged, ancient, wrinkled, grandfatherly, 60s, 70s, 80s, 90s, sixties, seventies, eighties",
    "young": "young, youthful, teenage, teens, 20s, twenties",
    "child": "little, small boy, small girl",
}

GARMENTS = {
    "coat": "coat, trench coat, trenchcoat, overcoat, raincoat, parka, lab coat, greatcoat, duster, fur coat",
    "jacket": "jacket, leather jacket, blazer, hoodie, sweatshirt, denim jacket, cardigan",
    "suit": "suit, tuxedo, tie, three piece suit, dinner jacket",
    "dress": "dress, skirt, nightgown, summer dress, sundress, apron",
    "gown": "gown, ball gown, wedding dress, evening dress, long dress, kimono, sari",
    "robe": "robe, cassock, habit, kaftan, toga, hanbok, dressing gown, cloak, cape, poncho, veil",
    "shirt": "shirt, blouse, t-shirt, tshirt, sweater, jumper, pullover, jersey, turtleneck",
    "uniform": "uniform, fatigues, police uniform",
    "armour": "armour, armor, chainmail",
    "spacesuit": "spacesuit, space suit, hazmat suit, diving suit",
    "vest": "vest, tank top, bare chested, shirtless, undershirt",
}

HATS = {
    "fedora": "fedora, hat, trilby, homburg, bowler",
    "cowboy hat": "cowboy hat, stetson, wide brimmed hat, sombrero",
    "straw hat": "straw hat, sun hat, conical hat",
    "cap": "cap, baseball cap, peaked cap, beret, flat cap",
    "beanie": "beanie, woolen hat, knit cap, headscarf, bandana, turban",
    "hood": "hood, hooded, headscarf",
    "helmet": "helmet, hard hat, motorcycle helmet",
    "crown": "crown, tiara",
    "top hat": "top hat, magician hat",
}

HAIRS = {
    "long": "long hair, long haired, flowing hair, loose hair",
    "short": "short hair, cropped hair, pixie cut, crew cut",
    "bun": "bun, hair up, chignon, topknot",
    "bob": "bob, bob cut, shoulder length hair",
    "ponytail": "ponytail, pony tail, braid, braids, pigtails",
    "curly": "curly, curls, afro, frizzy, wavy hair, tousled",
    "bald": "bald, shaved head, bald headed",
}

HAIR_COLOURS = {
    "black": "black hair, black haired, raven haired, dark hair, dark haired, brunette",
    "brown": "brown hair, brown haired, chestnut hair",
    "blonde": "blonde, blond, fair haired, golden hair",
    "red": "redhead, red hair, red haired, ginger, auburn",
    "grey": "grey hair, gray hair, grey haired, gray haired, white hair, white haired, silver hair",
}

COLOURS = {
    "red": "red, scarlet",
    "crimson": "crimson, burgundy, maroon",
    "blue": "blue, denim",
    "navy": "navy, dark blue",
    "green": "green, emerald",
    "olive": "olive, khaki, camouflage",
    "yellow": "yellow, golden",
    "orange": "orange",
    "brown": "brown, leather, tan",
    "beige": "beige, camel, cream",
    "black": "black, dark",
    "white": "white",
    "grey": "grey, gray",
    "charcoal": "charcoal",
    "purple": "purple, violet",
    "pink": "pink",
}

BEARD = "beard, bearded, moustache, mustache, unshaven, stubble, goatee"
GLASSES = "glasses, spectacles, sunglasses, bespectacled"
