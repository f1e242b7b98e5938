"""What the person said about themselves, as candidates for memories."""

import re
from collections.abc import Iterator

import msgspec

from migrate40.distiller.absolute import absolute
from migrate40.distiller.advice import advice
from migrate40.distiller.candidate import Candidate, quoted
from migrate40.distiller.dates import happened_at
from migrate40.distiller.finding import Finding, find
from migrate40.distiller.gate import (
    Heard,
    Passage,
    Setting,
    heard,
    passages,
    setting_of,
    weight,
)
from migrate40.distiller.language import language_of
from migrate40.distiller.lexicon import scoring
from migrate40.distiller.masking import MASK
from migrate40.distiller.orders import ADDRESSED, after, is_sure_wish, wish_in
from migrate40.distiller.reading import Reading
from migrate40.distiller.replies import replies_of, taken_on
from migrate40.distiller.runs import statement_parts, whole
from migrate40.distiller.secrecy import Secrecy
from migrate40.distiller.shelf import Shelf
from migrate40.distiller.standing import standing
from migrate40.distiller.worth import (
    dating,
    importance_of,
    is_dangling,
    is_telling,
    says_much,
)
from migrate40.model.conversation import Conversation
from migrate40.model.profile import Category, Evidence

_AHEAD: frozenset[Category] = frozenset({"plan", "promise"})
_CLOSERS = " 　”’」』）\"')"
_LETTER = re.compile(r"[^\W\d_]")


class StatementCollector:
    """Gathers statements as conversations pass; these are not kept."""

    def __init__(self) -> None:
        self._shelf = Shelf()
        self.secrecy = Secrecy()

    def add(self, conversation: Conversation) -> None:
        """Look through what the person said in one conversation."""
        if not conversation.remember or not conversation.messages:
            return
        own = [heard(each) for each in conversation.messages if each.role == "user"]
        setting = setting_of(conversation, own)
        for found in taken_on(conversation, own, setting):
            self._keep(found, found.text)
        fiction = len(own) if setting.fiction_from is None else setting.fiction_from
        replies = replies_of(conversation)
        for number, one in enumerate(own):
            told = number >= fiction or one.reading.holds("narration")
            said = list(_said(one, setting, told=told))
            if not any(map(is_sure_wish, said)):
                reply = replies.get(one.message.id)
                alone = len(own) == 1 and not said
                wish = wish_in(one, reply, setting, first=not number, alone=alone)
                said = [wish] if wish and number <= fiction else said
            for each in said:
                self._keep(_placed(each, conversation, one), one.text)

    def _keep(self, candidate: Candidate, whole: str) -> None:
        kept = self.secrecy.kept(candidate, whole)
        if kept:
            self._shelf.put(kept)

    def candidates(self) -> Shelf:
        """Hand over all statements."""
        shelf, self._shelf = self._shelf, Shelf()
        return shelf


def _said(one: Heard, setting: Setting, *, told: bool) -> Iterator[Candidate]:
    """Yield the statements of one message."""
    if _may_say(one.reading, setting):
        for passage in passages(one, lambda some: _may_say(some, setting)):
            yield from _of_passage(passage, one, setting, told=told)


def _may_say(message: Reading, setting: Setting) -> bool:
    """Whether a message may tell anything, or ask for something for good."""
    return message.holds("lasting") or _may_tell(message, setting)


def _may_tell(message: Reading, setting: Setting) -> bool:
    """Whether anything in a message may become a memory: the cheap first look."""
    if len(message.plain) > scoring()["setting"]["long"]:
        return True  # it is looked at by some lines at a time
    rules = message.may_be()
    if setting.personal:
        return bool(rules) or message.holds("self") or message.holds("name")
    return message.holds("self") and any(rule.strong for rule in rules)


def _placed(candidate: Candidate, conversation: Conversation, one: Heard) -> Candidate:
    quote = candidate.evidence[0].quote
    evidence = Evidence(
        conversation=conversation.id,
        message=one.message.id,
        time=one.message.time,
        quote=quote,
    )
    return msgspec.structs.replace(candidate, evidence=(evidence,))


def _of_passage(
    passage: Passage, one: Heard, setting: Setting, *, told: bool
) -> Iterator[Candidate]:
    if setting.personal and not told:
        yield from advice(passage)
    sentence = whole(passage)
    addressed = _addressed(sentence, setting)
    if addressed and _is_order(sentence):
        facts = list(_beside_order(passage, one, setting, told=told))
        order = after(facts, sentence)
        for each in _candidate(sentence, addressed, one, setting, told=told):
            yield msgspec.structs.replace(each, line=order)
        yield from facts
        return
    if not (_may_tell(one.reading, setting) and _is_notable(passage.reading, setting)):
        return
    for part in statement_parts(passage):
        finding = find(part.reading, personal=setting.personal)
        if finding and finding.rule.category in ADDRESSED:
            continue
        yield from _candidate(part, finding, one, setting, told=told)


def _addressed(sentence: Passage, setting: Setting) -> Finding | None:
    """Return the class of what is said to the assistant, and is to hold.

    Outside of personal talk an order is about the task, unless it is to stand.
    """
    finding = standing(sentence.reading, personal=setting.personal)
    if not _is_notable(sentence.reading, setting):
        return finding
    if setting.personal or sentence.reading.holds("standing"):
        return find(sentence.reading, only=ADDRESSED) or finding
    return finding


def _is_order(sentence: Passage) -> bool:
    """Whether it is the person's own wish: no question but a polite one, no story."""
    is_question = sentence.text.rstrip(_CLOSERS).endswith(("?", "？"))
    if is_question and not sentence.reading.holds("polite"):
        return False
    return not any(map(sentence.reading.holds, ("narrated", "bidden")))


def _is_notable(sentence: Reading, setting: Setting) -> bool:
    """Whether a sentence has a class, or says of the person what is worth a look."""
    speaks = sentence.holds("self")
    if (speaks or setting.personal) and sentence.may_have():
        return True
    return setting.personal and is_telling(sentence)


def _beside_order(
    passage: Passage, one: Heard, setting: Setting, *, told: bool
) -> Iterator[Candidate]:
    """Yield the facts beside an order: "I live in Rome now, don't say Fez"."""
    for part in statement_parts(passage, lambda text: not find(text, only=ADDRESSED)):
        finding = find(part.reading, personal=setting.personal)
        fact = finding and finding.rule.category not in ADDRESSED
        if not finding or not fact or not finding.rule.strong:
            continue
        if finding.slots or says_much(part.plain):
            yield from _candidate(part, finding, one, setting, told=told)


def _candidate(
    part: Passage,
    finding: Finding | None,
    one: Heard,
    setting: Setting,
    *,
    told: bool,
) -> Iterator[Candidate]:
    reading = part.reading
    if not _is_possible(part, finding, setting):
        return
    addressed = finding is not None and finding.rule.category in ADDRESSED
    category: Category = finding.rule.category if finding else "event"
    when = None
    if not addressed:
        when = happened_at(reading, one.message.time, ahead=category in _AHEAD)
    category = _in_time(category, when, one)
    importance = importance_of(
        reading, finding, time=dating(reading, when, one.message.time)
    )
    if finding is None and importance < scoring()["threshold"]["drop"]:
        return
    yield Candidate(
        text=part.text,
        line=part.text if addressed else absolute(part, one.message.time),
        category=category,
        language=language_of(part.text),
        origin="stated",
        importance=finding.rule.importance if addressed and finding else importance,
        confidence=_confidence(
            finding, setting, doubtful=told or _is_reported(reading, finding)
        ),
        evidence=(quoted(part.text),),
        happened_at=when,
        slots=finding.slots if finding else (),
    )


def _is_possible(part: Passage, finding: Finding | None, setting: Setting) -> bool:
    reading = part.reading
    if not _LETTER.search(reading.plain) or not _fits(reading.plain):
        return False
    speaks = reading.holds("self")
    if finding is None:
        subject = speaks or reading.holds("dropped_subject") or _names(reading)
        tells = setting.personal and subject and is_telling(reading)
        return tells and not _is_empty(reading)
    if finding.rule.category in ADDRESSED:
        return True
    if not finding.rule.strong and weight(reading.plain) < scoring()["size"]["weak"]:
        return False
    if speaks or (finding.rule.strong and reading.holds("name")):
        return True
    return setting.personal and not is_dangling(reading)


def _names(reading: Reading) -> bool:
    """Whether a text names somebody, and says something of them."""
    return reading.holds("name") and says_much(reading.plain)


def _fits(plain: str) -> bool:
    size = scoring()["size"]
    return bool(size["shortest"] <= weight(plain) <= size["longest"])


def _is_empty(reading: Reading) -> bool:
    """Whether a sentence of no class says too little to stand alone."""
    if reading.holds("chatter") or is_dangling(reading):
        return True
    return weight(reading.plain) < int(scoring()["size"]["back_off"])


def _in_time(category: Category, when: str | None, one: Heard) -> Category:
    """Return the class in the light of the day: what is to come is a plan."""
    if category not in {"event", "plan"} or when is None or one.message.time is None:
        return category
    said = one.message.time.date().isoformat()
    if when[:7] > said[:7] or (len(when) == len(said) and when > said):
        return "plan"
    return "event" if len(when) == len(said) and when < said else category


def _is_reported(reading: Reading, finding: Finding | None) -> bool:
    """Whether others said it; not if more is told before they speak, or after."""
    report = reading.first("reported")
    if report is None:
        return False
    if finding is None or not finding.rule.strong:
        return True
    before = report.start() - finding.end
    after = len(reading.plain) - 1 - reading.plain.rfind(MASK)
    return max(before, after) < int(scoring()["size"]["aside"])


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
