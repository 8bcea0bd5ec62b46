"""Concepts and governments of a place, drawn one after the other."""

from .names import Name, concept_name
from .paper import Paper
from .thing import Fact, Thing, make_thing


def draw_concept(paper: Paper, kind: str, *facts: Fact) -> Thing:
    """Return a concept of a class that no statement of a paper has named yet."""
    wanted = kind != "tkg:Problem"
    step = paper.draw_number(wanted=wanted)
    mood = "good" if wanted else "bad"
    name = concept_name(step, paper.place.name, wanted=wanted)
    return make_thing(f"concept/{paper.place.slug}-{mood}-{step + 1}", kind, name, *facts)


def government(place: Thing) -> Thing:
    """Return the government of a place."""
    own = place.name
    name = Name(
        f"Government of {own.en}",
        f"Pemerintah {own.id}",
        f"{own.zh}人民政府",
        f"{own.pinyin} renmin zhengfu",
    )
    address = f"actor/government-of-{place.slug}"
    tier = [fact for fact in place.facts if fact[0] == "tkg:tier"]
    return make_thing(address, "tkg:LocalGovernment", name, ("tkg:locatedIn", place), *tier)
