"""Texts of Panda-Mini's world: prompts and answers for a scene's facts, by the templates of world/world.json.

Every answer is a function of the facts; every question that names something names something that is so, or, in a yes/no
question, something that is so half of the time, so that the words alone give the answer away as little as can be.
"""

from world import BACKGROUNDS, COLORS, COUNTS, MOTIONS, SHAPES, UNNAMED, WORLD

ATTRIBUTES = ("color", "shape", "motion", "count", "background")
VALUES = {"color": COLORS, "shape": SHAPES, "motion": MOTIONS, "count": COUNTS, "background": BACKGROUNDS}


def facts_of(scenes, i):
    color, shape = scenes["color"][i], scenes["shape"][i, 0]
    return {
        "color": None if color == UNNAMED else COLORS[color],
        "shape": SHAPES[shape] if shape < len(SHAPES) else None,
        "motion": MOTIONS[scenes["motion"][i, 0]],
        "count": COUNTS[scenes["count"][i] - 1],
        "background": BACKGROUNDS[scenes["background"][i]],
    }


def shape_word(facts):
    return facts["shape"] if facts["count"] == "one" else WORLD["shapes"][facts["shape"]]["plural"]


def caption(facts, track):
    form = WORLD["captions"][track]["one" if facts["count"] == "one" else "many"]
    verb = WORLD["motions"][facts["motion"]]["singular" if facts["count"] == "one" else "plural"]
    return form.format(
        color=facts["color"], shape=shape_word(facts), verb=verb, background=facts["background"],
        count=facts["count"], Count=facts["count"].capitalize(),
    )  # fmt: skip


def answer(attribute, value):
    return WORLD["motions"][value]["answer"] if attribute == "motion" else value


def worded(rng, templates, facts, value=""):
    """One of the templates, filled in; a shape without a name is not named."""
    shape = facts["shape"]
    template = pick(rng, [t for t in templates if shape or "{shape" not in t])
    return template.format(shape=shape, shapes=shape and WORLD["shapes"][shape]["plural"], value=value)


def pick(rng, items):
    return items[int(rng.integers(len(items)))]


def open_question(rng, facts, attribute):
    return worded(rng, WORLD["questions"][attribute], facts), answer(attribute, facts[attribute])


def other_value(rng, facts, attribute):
    return pick(rng, [v for v in VALUES[attribute] if v != facts[attribute]])


def yes_no_question(rng, facts, attribute):
    yes = rng.random() < 0.5
    value = facts[attribute] if yes else other_value(rng, facts, attribute)
    forms = WORLD["yesNo"][attribute]
    if attribute == "motion":
        forms = forms["still" if value == "still" else "moving"]
    if attribute == "count":
        forms = forms["one" if value == "one" else "many"]
    return worded(rng, forms, facts, value), "yes" if yes else "no", (value, facts[attribute])


def choice_question(rng, facts, attribute):
    question, right = open_question(rng, facts, attribute)
    wanted = pick(rng, WORLD["choice"]["options"])
    others = [answer(attribute, v) for v in VALUES[attribute] if v != facts[attribute]]
    rng.shuffle(others)
    options = others[: wanted - 1] + [right]
    rng.shuffle(options)
    return WORLD["choice"]["form"].format(question=question, options=", ".join(options)), right


def proposed_question(rng, facts, attribute):
    question, right = open_question(rng, facts, attribute)
    return pick(rng, WORLD["propose"]["prompts"]), WORLD["propose"]["form"].format(question=question, answer=right)


def short_tasks(rng, facts):
    """Seven questions with an answer of a few words: (type, prompt, answer). What has no name is not asked for."""
    attributes = named_attributes(facts)
    asked = ["motion", "count", "shape" if "shape" in attributes else "color", "color" if "color" in attributes else "shape"]
    found = [(a, *open_question(rng, facts, a)) for a in asked]
    if rng.random() < 0.4:
        found.append(("background", *open_question(rng, facts, "background")))
    else:
        found.append(("choice", *choice_question(rng, facts, pick(rng, attributes))))
    return found + [("yes-no", *yes_no_question(rng, facts, pick(rng, attributes))) for _ in range(2)]


def long_task(rng, facts, kind):
    """A caption (kind: short, dense), a choice or a proposed question; None where a caption would need a name that is not there."""
    attributes = named_attributes(facts)
    if kind == "choice":
        return (kind, *choice_question(rng, facts, pick(rng, attributes)))
    if kind == "propose":
        return (kind, *proposed_question(rng, facts, pick(rng, attributes)))
    if len(attributes) < len(ATTRIBUTES):
        return None
    return (kind, pick(rng, WORLD["captions"][kind]["prompts"]), caption(facts, kind))


def named_attributes(facts):
    return [a for a in ATTRIBUTES if facts[a] is not None]
