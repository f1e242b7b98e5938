"""The voice as entries, the most telling first: any budget keeps as much as it can."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from migrate40.model.profile import Persona
from migrate40.renderers.budget import Entry
from migrate40.renderers.lint import one_line, plain
from migrate40.renderers.phrasing import phrasing, retold, rules, trait

TURNS: Sequence[tuple[str, int]] = (
    ("sound", 2),
    ("phrases", 6),
    ("sound", 1),
    ("phrases", 6),
    ("reactions", 2),
    ("examples", 1),
    ("sound", 2),
    ("traits", 2),
    ("phrases", 6),
    ("reactions", 2),
    ("rituals", 1),
)
"""Who gives how many, again and again until all have given all."""
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


def persona_entries(persona: Persona, language: str) -> list[Entry]:
    """Return all that is known of the voice, in the order of what tells most."""
    person = person_of(persona, language)
    queues = {
        "sound": deque(_sound(persona, person, language)),
        "phrases": deque(_phrases(persona)),
        "reactions": deque(_reactions(persona, person, language)),
        "examples": deque(_examples(persona)),
        "traits": deque(_traits(persona, person, language)),
        "rituals": deque(_rituals(persona, person)),
    }
    return _woven(queues)


def _woven(queues: Mapping[str, deque[Entry]]) -> list[Entry]:
    entries: list[Entry] = []
    while any(queues.values()):
        for name, most in TURNS:
            turns = range(min(most, len(queues[name])))
            entries += [queues[name].popleft() for _ in turns]
    return entries


def _entry(section: str, data: dict[str, str], ident: str | None = None) -> Entry:
    return Entry(group="persona", section=section, kind=section, data=data, id=ident)


def _sound(persona: Persona, person: str, language: str) -> Iterable[Entry]:
    names = [one.text for one in persona.emojis[:FAVOURITES]]
    extra = {"person": person, "emojis": " ".join(map(one_line, names))}
    for text in rules(persona.style, extra, language):
        yield _entry("sound", {"text": text})


def _phrases(persona: Persona) -> Iterable[Entry]:
    for one in persona.phrases:
        text = one_line(one.text)
        if text and one.text not in persona.names_for_user:
            yield _entry("phrases", {"text": text, "kind": one.kind})


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
