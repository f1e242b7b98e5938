"""The voice as entries, the most telling first: any budget keeps as much as it can."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from migrate40.model.profile import Persona
from migrate40.renderers.budget import Entry
from migrate40.renderers.lint import one_line, plain
from migrate40.renderers.phrasing import phrasing, retold, rules, trait

Turns = tuple[tuple[str, int], ...]
LATER: Turns = (
    ("reactions", 2),
    ("lines", 6),
    ("sound", 2),
    ("absent", 2),
    ("phrases", 6),
    ("examples", 1),
    ("traits", 2),
    ("reactions", 2),
    ("lines", 4),
    ("phrases", 6),
    ("rituals", 1),
)
TALKS: Turns = (("sound", 3), ("phrases", 6), ("lines", 10), *LATER)
WRITES: Turns = (("sound", 5), ("phrases", 12), ("lines", 4), *LATER)
"""Who gives how many, again and again until all have given all.

Of a voice that talks, whole sentences tell most; what it does not do (no lists, no
headings) is alike for nearly all who talk. Of one that writes lists and pages sentences
tell the topic: numbers and phrases go first.
"""
LISTS, PAGES = 0.15, 120
"""Share of replies with a list, and words a reply, from which a voice writes."""
PARTICLES = "呀啦呢嘛哦吧啊哈哇噢喔呐咯哟"
MOST_PARTICLES = 5
ANCHORED = 4
ANCHORING = frozenset({"signature", "comfort", "greeting", "filler"})
OFTEN = 2
"""What was met once is no habit."""
FAVOURITES = 6
"""Emoji that are named in a rule."""
SHORT_EXAMPLE = 400
"""Code points; longer examples come after the short ones."""


def person_of(persona: Persona, language: str) -> str:
    """Return what to call the person here: a name of theirs, or a word for them.

    In Latin letters only a proper name will do: "chief's old friend" is none.
    """
    names = [one_line(name) for name in persona.names_for_user]
    proper = (name for name in names if name and not name[0].islower())
    return next(proper, phrasing(language).words["person"])


def greeting(persona: Persona) -> str:
    """Return how the voice greets, in its own words; "" if it is not known."""
    said = [one.text for one in persona.phrases if one.kind == "greeting"]
    opening = (one for one in persona.rituals if one.kind == "greeting")
    said += [text for one in opening for text in one.said]
    return one_line(said[0]) if said else ""


def persona_entries(persona: Persona, language: str) -> list[Entry]:
    """Return all that is known of the voice, in the order of what tells most."""
    person = person_of(persona, language)
    done, undone = _sound(persona, person, language)
    queues = {
        "sound": deque(_entry("sound", {"text": text}) for text in done),
        "absent": deque(_entry("sound", {"text": text}) for text in undone),
        "phrases": deque(_phrases(persona)),
        "lines": deque(_lines(persona)),
        "reactions": deque(_reactions(persona, person, language)),
        "examples": deque(_examples(persona)),
        "traits": deque(_traits(persona, person, language)),
        "rituals": deque(_rituals(persona, person)),
    }
    return _woven(queues, WRITES if _writes(persona.style) else TALKS)


def _writes(style: Mapping[str, float]) -> bool:
    lists, words = (
        style.get("lists_per_message", 0.0),
        style.get("words_per_message", 0),
    )
    return lists >= LISTS or words >= PAGES


def anchor(
    sound: Sequence[str], phrases: Sequence[Mapping[str, str]], language: str
) -> list[str]:
    """Return the two lines that bring a voice back that has slipped: numbers, words."""
    words = phrasing(language).words
    said = [f"“{one['text']}”" for one in phrases if one["kind"] in ANCHORING]
    numbers = words["gap"].join(sound[:ANCHORED])
    quoted = words["between"].join(said[:ANCHORED])
    return [line for line in (numbers, quoted) if line]


def _woven(queues: Mapping[str, deque[Entry]], turns: Turns) -> list[Entry]:
    entries: list[Entry] = []
    while any(queues.values()):
        for name, most in turns:
            some = range(min(most, len(queues[name])))
            entries += [queues[name].popleft() for _ in some]
    return entries


def _entry(section: str, data: dict[str, str], ident: str | None = None) -> Entry:
    return Entry(group="persona", section=section, kind=section, data=data, id=ident)


def _sound(persona: Persona, person: str, language: str) -> tuple[list[str], list[str]]:
    """Return the numbers as rules: what the voice does, and what it does not do."""
    names = [one.text for one in persona.emojis[:FAVOURITES]]
    begun = [one_line(one.text) for one in persona.openers]
    extra = {
        "person": person,
        "emojis": " ".join(map(one_line, names)),
        "openers": phrasing(language).words["between"].join(f"“{b}”" for b in begun),
        "particles": "".join(_particles(persona.words)) or "呀啦呢嘛哦",
    }
    return rules(persona.style, extra, language)


def _particles(words: Mapping[str, float]) -> list[str]:
    """Return the particles that the voice uses most."""
    known = [one for one in PARTICLES if words.get(one)]
    return sorted(known, key=lambda one: -words[one])[:MOST_PARTICLES]


def _phrases(persona: Persona) -> Iterable[Entry]:
    for one in persona.phrases:
        text = one_line(one.text)
        if text and one.text not in persona.names_for_user:
            yield _entry("phrases", {"text": text, "kind": one.kind})


def _lines(persona: Persona) -> Iterable[Entry]:
    for one in persona.lines:
        if text := one_line(one.text):
            yield _entry("lines", {"text": text})


def _reactions(persona: Persona, person: str, language: str) -> Iterable[Entry]:
    labels = phrasing(language).situations
    for one in persona.reactions:
        if one.count < OFTEN:
            continue
        said = one_line(retold(one.statement, person, "reaction"))
        label = labels.get(one.situation, one_line(one.situation))
        data = {"situation": label.format(person=person), "text": said}
        yield _entry("reactions", data)


def _traits(persona: Persona, person: str, language: str) -> Iterable[Entry]:
    for one in persona.traits:
        said = trait(one.axis, one.strength, person, language)
        if said is None:
            said = one_line(retold(one.statement, person, "trait"))
        if said:
            yield _entry("traits", {"text": said}, one.id)


def _rituals(persona: Persona, person: str) -> Iterable[Entry]:
    for one in persona.rituals:
        yield _entry(
            "rituals", {"text": one_line(retold(one.statement, person, "ritual"))}
        )


def _examples(persona: Persona) -> Iterable[Entry]:
    pairs = [(plain(one.user), plain(one.assistant)) for one in persona.examples]
    pairs = [pair for pair in pairs if all(pair)]
    pairs.sort(key=lambda pair: sum(map(len, pair)) > SHORT_EXAMPLE)
    for user, assistant in pairs:
        yield _entry("examples", {"user": user, "assistant": assistant})
