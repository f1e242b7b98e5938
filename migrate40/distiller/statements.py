"""What the person said about themselves, as candidates for memories."""

import re
from collections.abc import Iterator

import msgspec

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.dates import happened_at
from migrate40.distiller.gate import (
    MASK,
    Passage,
    Setting,
    own_text,
    passages,
    setting_of,
    weight,
)
from migrate40.distiller.language import language_of
from migrate40.distiller.lexicon import Lexicon, Rule, lexicons_for, scoring
from migrate40.distiller.runs import statement_parts, whole
from migrate40.model.conversation import Conversation, Message
from migrate40.model.profile import Category, Evidence

ADDRESSED: frozenset[Category] = frozenset({"boundary", "instruction"})
"""Classes that are said to the assistant: kept whole, and never dropped."""
_AHEAD: frozenset[Category] = frozenset({"plan", "promise"})
_DIGIT = re.compile(r"\d|[一二两三四五六七八九十百千][个只岁年天块万千百]")
_LETTER = re.compile(r"[^\W\d_]")


class Finding(msgspec.Struct, frozen=True):
    """A rule that holds of a text, and the value of its slot."""

    rule: Rule
    value: str | None
    several: bool
    """Another class holds, too."""


class StatementCollector:
    """Gathers statements as conversations pass; these are not kept."""

    def __init__(self) -> None:
        self._candidates: list[Candidate] = []

    def add(self, conversation: Conversation) -> None:
        """Look through what the person said in one conversation."""
        if not conversation.remember or not conversation.messages:
            return
        setting = setting_of(conversation)
        own = [each for each in conversation.messages if each.role == "user"]
        for number, message in enumerate(own):
            fiction = setting.fiction_from is not None
            told = fiction and number >= (setting.fiction_from or 0)
            if not setting.personal and not _speaks(own_text(message)):
                continue
            for passage in passages(message):
                for found in _of_passage(passage, message, setting, told=told):
                    self._candidates.append(_placed(found, conversation, message))

    def candidates(self) -> list[Candidate]:
        """Return all statements, in the order in which they were said."""
        return sorted(self._candidates, key=lambda candidate: candidate.order)


def _placed(
    candidate: Candidate, conversation: Conversation, message: Message
) -> Candidate:
    quote = candidate.evidence[0].quote
    evidence = Evidence(
        conversation=conversation.id, message=message.id, time=message.time, quote=quote
    )
    return msgspec.structs.replace(candidate, evidence=(evidence,))


def _of_passage(
    passage: Passage, message: Message, setting: Setting, *, told: bool
) -> Iterator[Candidate]:
    if not setting.personal and not _speaks(passage.plain):
        return
    sentence = whole(passage)
    addressed = find(sentence.plain, only=ADDRESSED)
    if addressed and _is_meant(sentence.plain, setting):
        yield from _candidate(sentence, addressed, message, setting, told=told)
        yield from _beside_order(passage, message, setting, told=told)
        return
    for part in statement_parts(passage):
        finding = find(part.plain, personal=setting.personal)
        if finding and finding.rule.category in ADDRESSED:
            continue
        yield from _candidate(part, finding, message, setting, told=told)


def _beside_order(
    passage: Passage, message: Message, setting: Setting, *, told: bool
) -> Iterator[Candidate]:
    """Yield the facts beside an order: "I live in Rome now, don't say Fez"."""
    for part in statement_parts(passage, lambda text: not find(text, only=ADDRESSED)):
        finding = find(part.plain, personal=setting.personal)
        if finding and finding.rule.strong and finding.rule.category not in ADDRESSED:
            yield from _candidate(part, finding, message, setting, told=told)


def _speaks(plain: str) -> bool:
    return holds("self", plain, lexicons_for(plain))


def _is_meant(plain: str, setting: Setting) -> bool:
    """Whether an order is about the two of them, not about the task at hand."""
    if setting.personal:
        return True
    return holds("standing", plain, lexicons_for(plain))


def find(
    plain: str, *, personal: bool = True, only: frozenset[Category] = frozenset()
) -> Finding | None:
    """Return the weightiest rule that holds of a text.

    Outside of personal talk only strong rules count.
    """
    best: Finding | None = None
    classes = set[str]()
    for lexicon in lexicons_for(plain):
        for rule in lexicon.rules:
            if only and rule.category not in only:
                continue
            if not personal and (rule.personal or not rule.strong):
                continue
            match = rule.pattern.search(plain)
            if match is None:
                continue
            classes.add(rule.category)
            if best is None or rule.importance > best.rule.importance:
                best = Finding(rule, _value(match), several=False)
    return best and Finding(best.rule, best.value, several=len(classes) > 1)


def _value(match: re.Match[str]) -> str | None:
    values = [v for k, v in match.groupdict().items() if k.startswith("value") and v]
    return values[0].strip().casefold() if values else None


def _candidate(
    part: Passage,
    finding: Finding | None,
    message: Message,
    setting: Setting,
    *,
    told: bool,
) -> Iterator[Candidate]:
    plain, lexicons = part.plain, lexicons_for(part.plain)
    if not _is_possible(part, finding, setting, lexicons):
        return
    addressed = finding is not None and finding.rule.category in ADDRESSED
    category: Category = finding.rule.category if finding else "event"
    when = _when(plain, message, lexicons, ahead=category in _AHEAD)
    importance = importance_of(plain, finding, lexicons, dated=when is not None)
    doubtful = told or holds("reported", plain, lexicons)
    yield Candidate(
        text=part.text,
        category=category,
        language=language_of(part.text),
        origin="stated",
        importance=finding.rule.importance if addressed and finding else importance,
        confidence=_confidence(finding, setting, doubtful=doubtful),
        evidence=(_quoted(part.text),),
        happened_at=None if addressed else when,
        slot=finding.rule.slot if finding else None,
        value=finding.value if finding else None,
        firm=finding.rule.firm if finding else False,
    )


def _quoted(text: str) -> Evidence:
    return Evidence(conversation=None, message=None, time=None, quote=text)


def _is_possible(
    part: Passage,
    finding: Finding | None,
    setting: Setting,
    lexicons: tuple[Lexicon, ...],
) -> bool:
    plain = part.plain
    if not lexicons or not _LETTER.search(plain) or not _fits(plain):
        return False
    speaks = holds("self", plain, lexicons)
    if finding is None:
        subject = speaks or holds("dropped_subject", plain, lexicons)
        return setting.personal and subject and not _is_empty(plain, lexicons)
    if finding.rule.category in ADDRESSED:
        return True
    if not finding.rule.strong and weight(plain) < scoring()["size"]["weak"]:
        return False
    return speaks or (setting.personal and not is_dangling(plain, lexicons))


def _fits(plain: str) -> bool:
    size = scoring()["size"]
    return bool(size["shortest"] <= weight(plain) <= size["longest"])


def _is_empty(plain: str, lexicons: tuple[Lexicon, ...]) -> bool:
    """Whether a sentence of no class says too little to stand alone."""
    if holds("chatter", plain, lexicons) or is_dangling(plain, lexicons):
        return True
    return weight(plain) < int(scoring()["size"]["back_off"])


def holds(cue: str, plain: str, lexicons: tuple[Lexicon, ...]) -> bool:
    """Whether a cue of any of these languages stands in a text."""
    return any(lexicon.cue(cue).search(plain) for lexicon in lexicons)


def is_dangling(plain: str, lexicons: tuple[Lexicon, ...]) -> bool:
    """Whether a text points to something that it does not name."""
    if holds("dangling", plain, lexicons):
        return True
    for lexicon in lexicons:
        pronoun = lexicon.cue("pronoun").search(plain)
        if pronoun:
            named = lexicon.cue("antecedent").search(plain[: pronoun.start()])
            if named is None:
                return True
    return False


def _when(
    text: str, message: Message, lexicons: tuple[Lexicon, ...], *, ahead: bool
) -> str | None:
    times = (happened_at(text, message.time, each, ahead=ahead) for each in lexicons)
    return next(filter(None, times), None)


def importance_of(
    plain: str, finding: Finding | None, lexicons: tuple[Lexicon, ...], *, dated: bool
) -> float:
    """Return how much a statement is worth, from its class and its features."""
    weights = scoring()["importance"]
    features = {
        "name": holds("name", plain, lexicons),
        "number": bool(_DIGIT.search(plain)),
        "durable": holds("durable", plain, lexicons),
        "remember": holds("remember", plain, lexicons),
        "dated": dated,
        "dangling": is_dangling(plain, lexicons),
        "long": weight(plain) > scoring()["size"]["long"],
        "chatter": holds("chatter", plain, lexicons),
        "quoted": MASK in plain,
        "several": finding is not None and finding.several,
    }
    start = finding.rule.importance if finding else weights["back_off"]
    total = start + sum(weights[name] for name, present in features.items() if present)
    return float(round(min(max(total, 0.0), 1.0), 3))


def _confidence(finding: Finding | None, setting: Setting, *, doubtful: bool) -> float:
    if doubtful:
        level = "doubtful"
    elif finding is None:
        level = "back_off"
    elif not finding.rule.strong:
        level = "weak"
    else:
        level = "personal" if setting.personal else "task"
    return float(scoring()["confidence"][level])
