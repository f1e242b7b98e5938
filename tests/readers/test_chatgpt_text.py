"""What is speech in ChatGPT's messages, and what is machinery."""

from typing import Any

import pytest

Json = dict[str, Any]


def of(kind: str, **fields: Any) -> Json:
    """Return content of a type."""
    return {"content_type": kind, **fields}


def parts(*given: Any) -> Json:
    """Return content of several parts."""
    return of("multimodal_text", parts=list(given))


IMAGE = of("image_asset_pointer", asset_pointer="sediment://file_1", width=4)
SOUND = of("audio_asset_pointer", format="wav", metadata={"start": 0})


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (of("text", parts=["one", "two"]), ["one\ntwo"]),
        (of("text", parts=[""]), []),
        (of("text", parts=[" \n"]), []),
        (of("text", parts=[]), []),
        (of("text"), []),
        (of("text", parts=None), []),
        (of("text", parts="as text"), ["as text"]),
        (of("text", text="elsewhere"), ["elsewhere"]),
        (of("text", parts=["  indented\n"]), ["  indented\n"]),
        ({"parts": ["no type"]}, ["no type"]),
        ("bare", ["bare"]),
        ({}, []),
        (None, []),
        (
            parts("before", IMAGE, "between", None, IMAGE, "after"),
            ["before\nbetween\nafter"],
        ),
        (parts(IMAGE), []),
        (parts({"asset_pointer": "file-service://file-1"}, "seen"), ["seen"]),
        (parts(None), []),
        (parts({"text": "bare part"}), ["bare part"]),
        (
            parts(of("multimodal_text", parts=[{"text": "in"}, "ner"]), "x"),
            ["in\nner\nx"],
        ),
        (parts(of("text", parts="in text"), of("text", text="own")), ["in text\nown"]),
        (of("text", parts=["a", {"asset_pointer": "x"}, 5, ["b"]]), ["a"]),
    ],
)
@pytest.mark.parametrize("role", ["user", "assistant"])
def test_words(gpt: Any, role: str, content: Any, expected: list[str]) -> None:
    """Texts are joined line by line; pictures say nothing."""
    assert expected == gpt.said(gpt.message(role, content))


@pytest.mark.parametrize(
    "content",
    [
        parts(of("audio_transcription", text="spoken", direction="in"), SOUND),
        parts(SOUND, of("audio_transcription", text="spoken")),
        parts(of("audio_asset_pointer", metadata={"transcription": "spoken"})),
        parts(
            of("audio_transcription", text="spoken"),
            of("audio_asset_pointer", metadata={"transcription": "the same"}),
        ),
        parts(
            of(
                "real_time_user_audio_video_asset_pointer",
                audio_asset_pointer=of("x", metadata={"transcription": "spoken"}),
            )
        ),
    ],
)
@pytest.mark.parametrize("role", ["user", "assistant"])
def test_voices(gpt: Any, role: str, content: Json) -> None:
    """The words of a voice chat are in its transcript, and known as such."""
    found = gpt.conversation(gpt.message(role, content))

    assert [("spoken", True)] == [(m.text, m.voice) for m in found.messages]


@pytest.mark.parametrize(
    "content",
    [
        parts(SOUND),
        parts(of("audio_transcription", text="")),
        parts(of("audio_transcription"), SOUND),
        parts(of("real_time_user_audio_video_asset_pointer", audio_asset_pointer="x")),
    ],
)
def test_voices_without_words(gpt: Any, content: Json) -> None:
    """A recording without a transcript says nothing."""
    assert [] == gpt.said(gpt.user(content))
    assert [] == gpt.notices(gpt.user(content))


def test_typed_and_spoken(gpt: Any) -> None:
    """The older voice mode marks the message; all others are typed."""
    found = gpt.conversation(
        gpt.user("Hi", metadata={"voice_mode_message": True}), gpt.reply("Hello")
    )

    assert [True, False] == [message.voice for message in found.messages]


@pytest.mark.parametrize(
    "content",
    [
        of("code", language="python", text="words"),
        of("execution_output", text="words"),
        of("thoughts", thoughts=[{"summary": "words", "content": "words"}]),
        of("thoughts", parts=["words"]),
        of("reasoning_recap", content="Nachgedacht für 12 Sekunden"),
        of("reasoning_recap", content="words", parts=["words"]),
        of("tether_browsing_display", result="words"),
        of("tether_quote", text="words", url="https://example.org"),
        of("tether_browsing_code", text="words"),
        of("sonic_webpage", text="words"),
        of("system_error", name="E", text="words"),
        of("computer_output", computer_id="1", text="words"),
        of("citable_code_output", output_str="words", text="words"),
        of("user_editable_context", user_profile="words", parts=["words"]),
        of("model_editable_context", model_set_context="words", parts=["words"]),
    ],
)
def test_machinery(gpt: Any, content: Json) -> None:
    """Reasoning, tools, web pages and context are never speech, and no loss."""
    messages = [gpt.user("Hi"), gpt.reply(content), gpt.reply("Hello")]

    assert ["Hi", "Hello"] == gpt.said(*messages)
    assert [] == gpt.notices(*messages)


@pytest.mark.parametrize("weight", [0, 1])
@pytest.mark.parametrize("role", ["system", "tool", "developer"])
def test_other_authors(gpt: Any, role: str, weight: int) -> None:
    """Only the two are heard, whatever the weight."""
    message = gpt.message(role, "words", weight=weight)

    assert [] == gpt.said(message)
    assert [] == gpt.notices(message)


def test_weight_does_not_hide(gpt: Any) -> None:
    """Answers with real text were exported with weight 0."""
    assert ["Hi", "Hey"] == gpt.said(
        gpt.user("Hi", weight=0), gpt.reply("Hey", weight=0)
    )


@pytest.mark.parametrize(
    "author", [None, {}, {"role": None}, {"role": "narrator"}, "narrator", 5]
)
def test_unknown_authors(gpt: Any, author: Any) -> None:
    """Words of whoever else are skipped, and that is told; without words it is not."""
    message = {**gpt.user("words"), "author": author}

    assert [] == gpt.said(message)
    assert ("skipped_message", "c1") in gpt.notices(message)
    assert "skipped_message" not in dict(gpt.notices({**message, "content": None}))


def test_content_that_is_a_text(gpt: Any) -> None:
    """Dumps of others leave the parts out."""
    assert ["bare"] == gpt.said({**gpt.user(None), "content": "bare"})


@pytest.mark.parametrize("author", ["user", {"role": "User"}])
def test_spellings_of_authors(gpt: Any, author: Any) -> None:
    """A role may stand alone, or in another case."""
    assert ["Hi"] == gpt.said({**gpt.user("Hi"), "author": author})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"recipient": "all"}, True),
        ({"recipient": None}, True),
        ({"recipient": ""}, True),
        ({"recipient": "python"}, False),
        ({"recipient": "web.run"}, False),
        ({"recipient": "canmore.create_textdoc"}, False),
        ({"recipient": "bio"}, False),
        ({"channel": "final"}, True),
        ({"channel": "commentary"}, True),
        ({"channel": None}, True),
        ({"channel": "analysis"}, False),
        ({"metadata": None}, True),
        ({"metadata": {"is_visually_hidden_from_conversation": True}}, False),
        ({"metadata": {"is_visually_hidden_from_conversation": False}}, True),
        ({"metadata": {"is_user_system_message": True}}, False),
        ({"status": "in_progress"}, True),
        ({"status": "error"}, True),
    ],
)
def test_what_the_person_saw(gpt: Any, fields: Json, expected: bool) -> None:
    """A reply is speech when it goes to all and is not hidden."""
    assert ["words"] * expected == gpt.said(gpt.reply("words", **fields))


def test_hidden_from_the_person(gpt: Any) -> None:
    """Also what stands there in the person's name."""
    hidden = {"is_visually_hidden_from_conversation": True}

    assert [] == gpt.said(gpt.user("words", metadata=hidden))


@pytest.mark.parametrize("kind", ["super_widget", "app_pairing_content", "new/kind.v2"])
def test_unknown_content(gpt: Any, kind: str) -> None:
    """A kind of content that nobody has described is named in a notice, each time."""
    message = gpt.reply(of(kind, parts=["words"], text="words"))
    found, notices = gpt.read(gpt.entry(gpt.user("Hi"), message, message))

    assert ["Hi"] == [m.text for m in found.messages]
    assert [("skipped_content", "c1", f"unknown content: {kind}")] * 2 == [
        (n.kind, n.where, n.why) for n in notices
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"recipient": "python"},
        {"metadata": {"is_visually_hidden_from_conversation": True}},
        {"author": {"role": "tool"}},
    ],
)
def test_unknown_machinery(gpt: Any, fields: Json) -> None:
    """Nothing is lost with it."""
    assert [] == gpt.notices({**gpt.reply(of("super_widget")), **fields})


def test_unknown_parts(gpt: Any) -> None:
    """A part that nobody has described is told; the words around it come along."""
    message = gpt.reply(parts("before", of("hologram", text="no words"), "after"))
    found, notices = gpt.read(gpt.entry(message))

    assert "before\nafter" == found.messages[0].text
    assert ["unknown part of a message: hologram"] == [n.why for n in notices]


def test_notices_repeat_no_words(gpt: Any) -> None:
    """What does not look like the name of a kind might be somebody's words."""
    message = gpt.reply(of("My dear diary, today", text="x"))
    _, notices = gpt.read(gpt.entry(message))

    assert ["unknown content: (no plain name)"] == [n.why for n in notices]


def test_no_message(gpt: Any) -> None:
    """Nodes may be empty anywhere."""
    assert ["Hi", "Hey"] == gpt.said(None, gpt.user("Hi"), None, gpt.reply("Hey"))


def test_ids_of_messages(gpt: Any) -> None:
    """A message without an id has that of its node."""
    found = gpt.conversation(gpt.user("Hi", id=None), gpt.reply("Hey", id="own"))

    assert ["m1", "own"] == [message.id for message in found.messages]


def test_order_is_that_of_the_branch(gpt: Any) -> None:
    """Times do not count: they may be null or wrong."""
    assert ["first", "second", "third"] == gpt.said(
        gpt.user("first", create_time=30),
        gpt.reply("second", create_time=None),
        gpt.user("third", create_time=10),
    )


def test_markers_of_replies_only(gpt: Any) -> None:
    """What a person types or pastes stays, but for characters without meaning."""
    typed = (
        "see \ue200cite\ue202turn0search0\ue201 【12†source】\n:::writing{a}\nx\n:::"
    )

    assert [
        "see citeturn0search0 【12†source】\n:::writing{a}\nx\n:::",
        "see  \nx",
    ] == gpt.said(gpt.user(typed), gpt.reply(typed))


def test_a_placeholder(gpt: Any) -> None:
    """It stands for a reply that was never given; a person may type anything."""
    body = '{"skipped_mainline": true}'

    assert [body] == gpt.said(gpt.user(body), gpt.reply(body))


def test_a_reply_of_markers_only(gpt: Any) -> None:
    """Nothing is left of it: it is no message."""
    assert [] == gpt.said(gpt.reply("\ue200cite\ue202turn0search0\ue201 "))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It says so【12†source】.", "It says so."),
        ("Here:\n:::writing{a}\nDear A,\n:::\nGood?", "Here:\nDear A,\nGood?"),
        ('Look:chatgpt-content-reference{index="1"}.', "Look."),
        ('{"skipped_mainline": true}', None),
        ("a: b", "a: b"),
        ("skipped_mainline", "skipped_mainline"),
    ],
)
def test_replies_of_the_commonest_form(
    gpt: Any, text: str, expected: str | None
) -> None:
    """They are read in one look, and come out as they do with a closer one."""
    quick = gpt.said(gpt.reply(text, recipient="all"))
    closer = gpt.said(gpt.reply(of("text", parts=[text, ""]), recipient="all"))

    assert ([] if expected is None else [expected]) == quick
    assert quick == [one.removesuffix("\n") for one in closer]


@pytest.mark.parametrize(
    ("own", "default", "expected"),
    [
        ("gpt-4o", "gpt-5", "gpt-4o"),
        (None, "gpt-5", "gpt-5"),
        ("", None, "o3"),
        (None, None, "o3"),
    ],
)
def test_whose_reply_of_the_commonest_form(
    gpt: Any, own: str | None, default: str | None, expected: str
) -> None:
    """The message's own model, else its default, else the conversation's."""
    data = {"model_slug": own, "default_model_slug": default}
    found = gpt.conversation(
        gpt.user("Hi", metadata=data),
        gpt.reply("Hello", recipient="all", metadata=data),
        gpt.reply("Bye", recipient="all"),
        default_model_slug="o3",
    )

    assert [None, expected, "o3"] == [one.model for one in found.messages]


def test_other_kinds_in_the_commonest_form(gpt: Any) -> None:
    """One piece of text that is no speech is not taken for it in a quick look."""
    thought = of("thoughts", parts=["I wonder."])
    data = {"user_context_message_data": {"about_user_message": "me"}}
    hidden = gpt.user("", metadata=data)

    assert ["Hi"] == gpt.said(gpt.reply(thought, recipient="all"), gpt.user("Hi"))
    assert ["Hi"] == gpt.said(hidden, gpt.user("Hi"))
    assert [] == gpt.said(gpt.reply("run()", recipient="python"))
    assert [] == gpt.said(gpt.reply("Hm.", recipient="all", channel="analysis"))
