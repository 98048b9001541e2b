"""The words for places: each construction with its flavours, each flavour with its words."""

from __future__ import annotations

from app.pipelines.storyboard.brief.model import Place

CONSTRUCTIONS: dict[str, dict[str, str]] = {
    "street": {
        "alley": "alley, alleyway, back alley, backstreet, side street, lane",
        "street": (
            "street, city street, sidewalk, pavement, avenue, crosswalk, intersection, boulevard, "
            "town, downtown, shopfront, city square, plaza"
        ),
        "market": "market, bazaar, souk, market square",
        "western": "western town, saloon town, frontier town, main street, ghost town",
        "village": "village, hamlet, cottage, old town, medieval town",
        "ruins": "ruined street, ruined city, bombed, post apocalyptic, apocalyptic, apocalypse, ruins, ruin, rubble, "
        "wasteland city, destroyed city, abandoned city",
    },
    "room": {
        "kitchen": "kitchen, kitchen table, diner kitchen",
        "bedroom": "bedroom, bed, motel room, hotel room, motel, dormitory",
        "office": "office, study, detective's office, interrogation room, police station, desk, boardroom, newsroom",
        "bar": "bar, pub, saloon, tavern, nightclub, club, bar counter, cocktail bar, jazz club",
        "restaurant": "restaurant, cafe, diner, coffee shop, dining room, bistro, teahouse, canteen",
        "hospital": "hospital, ward, clinic, operating room, sickroom, hospital room, hospital bed",
        "library": "library, bookshop, bookstore, archive",
        "laboratory": "laboratory, lab, workshop, garage",
        "prison": "prison, cell, jail, dungeon, prison cell",
        "classroom": "classroom, school, lecture hall",
        "attic": "attic, barn interior, loft, hut, cabin interior, basement, cellar",
        "living room": (
            "room, living room, interior, apartment, flat, lounge, house interior, parlour, parlor, "
            "home, sofa, indoors, inside the house, int"
        ),
    },
    "hall": {
        "church": "church, cathedral, chapel, abbey, altar, temple, monastery, mosque",
        "castle": "castle, castle hall, throne room, palace, great hall, banquet hall, ballroom",
        "corridor": "corridor, hallway, hall, passage, school corridor, hospital corridor, hotel corridor",
        "station": (
            "station hall, train station, railway station, platform, subway, metro, station, subway platform, airport"
        ),
        "warehouse": "warehouse, factory, hangar, parking garage, garage hall, industrial hall, parking lot",
        "museum": "museum, gallery, theatre, theater, opera",
        "spaceship": (
            "spaceship corridor, ship interior, spaceship interior, aboard the spaceship, space "
            "station, airlock, bridge of the ship, cockpit, spacecraft, starship, spaceship"
        ),
    },
    "open": {
        "desert": "desert, dune, sahara, sand, sands",
        "canyon": "canyon, mesa, badlands, monument valley, wild west",
        "mountains": "mountain, mountains, peak, summit, alps, cliff, ridge, valley, glacier, mountainside, himalaya",
        "field": (
            "field, meadow, grassland, hill, hills, countryside, prairie, pasture, steppe, savanna, "
            "moor, outdoors, garden, lawn"
        ),
        "wheat": "wheat field, wheat, cornfield, corn field, crops, harvest",
        "farm": "farm, farmhouse, barn, ranch, farmyard, homestead",
        "cemetery": "cemetery, graveyard, grave, tombstone, gravestone, churchyard, funeral",
        "battlefield": "battlefield, trench, trenches, battle, war zone, front line, no man's land",
        "snowfield": "snowfield, tundra, arctic, ice field, antarctica, snow plain, frozen lake, ice",
        "wasteland": "wasteland, barren plain, salt flat, plain",
        "castle hill": "castle on a hill, distant castle, fortress",
        "camp": "camp, campsite, campfire, tent",
        "moon": "moon surface, lunar, on the moon, crater, mars, alien planet, planet surface, martian, red planet",
    },
    "water": {
        "sea": "sea, ocean, open sea, waves, lifeboat, raft, shipwreck",
        "beach": "beach, shore, seashore, coast, seaside, surf, lagoon",
        "harbour": "harbour, harbor, port, dock, docks, pier, jetty, wharf, marina, quay",
        "causeway": "causeway, breakwater, mole, sea wall",
        "rocks": "rocks, rocky shore, rocky coast, reef, skerry, skerries",
        "deck": "ship deck, deck, deck of a ship, aboard the ship, on a ship, sailing ship deck",
        "lake": "lake, pond, lakeside, swamp, marsh",
        "river": "river, riverbank, stream, canal, creek",
        "bridge": "bridge, footbridge, stone bridge, suspension bridge",
        "lighthouse": "lighthouse",
    },
    "forest": {
        "forest": "forest, woods, wood, woodland, trees, pine forest, clearing, grove",
        "jungle": "jungle, rainforest, tropical forest",
        "park": "park, orchard, park bench, playground",
    },
    "city": {
        "rooftop": "rooftop, roof, roof edge, terrace, balcony, fire escape",
        "skyline": "skyline, city skyline, cityscape, metropolis, skyscraper, skyscrapers, megacity, city",
    },
    "road": {
        "highway": "highway, freeway, motorway, road trip, gas station, petrol station",
        "road": "road, country road, desert road, roadside, dirt road, driving, hitchhiker, path, trail",
        "railway": "railway, railroad, train tracks, rails, train",
    },
    "space": {
        "space": "space, outer space, orbit, spacewalk, galaxy, asteroid, deep space, nebula",
    },
    "cave": {
        "cave": "cave, cavern, grotto, catacomb, mine, crypt",
        "tunnel": "tunnel, sewer, underpass, storm drain",
    },
}

INDOORS = frozenset({"room", "hall", "cave"})
DEFAULT = Place("open", "field")

PLACES: dict[Place, str] = {
    Place(construction, flavour): words
    for construction, flavours in CONSTRUCTIONS.items()
    for flavour, words in flavours.items()
}
