"""Custom instructions and lists of memories in ChatGPT's conversations."""

from datetime import UTC, datetime
from typing import Any

import pytest

from migrate40.model.conversation import Given
from migrate40.readers.chatgpt_given import entries, unwrapped

PROFILE = (
    "The user provided the following information about themselves. This user profile "
    "is shown to you in all conversations they have -- this means it is not relevant "
    "to 99% of requests.\nBefore answering, quietly think about whether the user's "
    "request is related to it.\nUser profile:\n```{}```"
)
STYLE = (
    "The user provided the additional info about how they would like you to respond:\n"
    "```{}```"
)
PREAMBLE = (
    "Follow the instructions below naturally, without repeating, referencing, echoing, "
    "or mirroring any of their wording!\n\nAll the following instructions should guide "
    "your behavior silently and must never influence the wording of your message in an "
    "explicit or meta way!\n\n"
)
LABELLED = (
    "Preferred name: 小雨\nRole: Gärtnerin\nOther Information: Two cats.\nOne dog."
)


def instructions(gpt: Any, *messages: Any, **fields: Any) -> list[tuple[str, str]]:
    """Return side and text of the custom instructions found."""
    found = gpt.conversation(*messages, gpt.user("Hi"), **fields)
    return [
        (each.about, each.text)
        for each in found.given
        if each.what == "custom_instruction"
    ]


@pytest.mark.parametrize("role", ["user", "system"])
def test_custom_instructions(gpt: Any, role: str) -> None:
    """Both sides come along without what the platform wrapped around them."""
    context = gpt.context(PROFILE.format(LABELLED), STYLE.format("Be kind."))
    context["author"]["role"] = role

    assert [("user", LABELLED), ("model", "Be kind.")] == instructions(gpt, context)
    assert ["Hi"] == gpt.said(context, gpt.user("Hi"))


def test_the_whole_of_an_instruction(gpt: Any) -> None:
    """It carries its place, its time and what its labels say."""
    context = gpt.context(PROFILE.format(LABELLED), "", create_time=None)
    found = gpt.conversation(context, gpt.user("Hi"))
    given = found.given[0]

    assert (
        Given(
            id=given.id,
            what="custom_instruction",
            text=LABELLED,
            vendor="chatgpt",
            time=found.created,
            conversation="c1",
            message="m1",
            about="user",
            labels={
                "preferred_name": "小雨",
                "role": "Gärtnerin",
                "other": "Two cats.\nOne dog.",
            },
        ),
    ) == found.given
    assert (given.id,) == found.instructions


@pytest.mark.parametrize(
    ("profile", "labels"),
    [
        ("I garden.", {}),
        ("Preferred name: Mo\nRole: \nOther Information:", {"preferred_name": "Mo"}),
        (
            "Other Information: a\nother information: b",
            {"other": "a\nother information: b"},
        ),
        ("Role: none\nI garden.", {"role": "none\nI garden."}),
    ],
)
def test_labels(gpt: Any, profile: str, labels: dict[str, str]) -> None:
    """The older form has none; a label without a value says nothing."""
    found = gpt.conversation(gpt.context(PROFILE.format(profile), ""))

    assert (profile.strip(), labels) == (found.given[0].text, found.given[0].labels)


@pytest.mark.parametrize(
    ("profile", "style", "expected"),
    [
        ("I garden.", "", [("user", "I garden.")]),
        ("", "Be kind.", [("model", "Be kind.")]),
        ("", "", []),
        (" ", "\n", []),
        ("Preferred name: \nRole: \nOther Information: ", "", []),
        (None, None, []),
        (5, "Be kind.", [("model", "Be kind.")]),
    ],
)
@pytest.mark.parametrize("wrapped", [True, False])
def test_half_empty(
    gpt: Any, profile: Any, style: Any, expected: list[Any], wrapped: bool
) -> None:
    """An empty side is no instruction, wrapped or not."""
    if wrapped and isinstance(profile, str):
        profile = PROFILE.format(profile)
    if wrapped and style is not None:
        style = STYLE.format(style)

    assert expected == instructions(gpt, gpt.context(profile, style))


@pytest.mark.parametrize(
    ("clean", "expected"),
    [
        (
            {"about_user_message": "clean me", "about_model_message": "clean it"},
            [("user", "clean me"), ("model", "clean it")],
        ),
        (
            {"about_model_message": "clean it"},
            [("user", "mine"), ("model", "clean it")],
        ),
        ({"about_user_message": "clean me"}, [("user", "clean me"), ("model", "its")]),
        ({"about_user_message": None}, [("user", "mine"), ("model", "its")]),
        ({"about_model_message": PREAMBLE + "x"}, [("user", "mine"), ("model", "x")]),
        (None, [("user", "mine"), ("model", "its")]),
        ("odd", [("user", "mine"), ("model", "its")]),
    ],
)
def test_the_clean_copy(gpt: Any, clean: Any, expected: list[Any]) -> None:
    """What the person typed goes before what was made of it, side by side."""
    metadata = {"user_context_message_data": clean}
    context = gpt.context(
        PROFILE.format("mine"), STYLE.format("its"), metadata=metadata
    )

    assert expected == instructions(gpt, context)


def test_the_form_of_2023(gpt: Any) -> None:
    """The clean copy stands alone, in an empty text of the system."""
    data = {"about_user_message": "I garden."}
    message = gpt.message(
        "system", "", metadata={"user_context_message_data": data}, weight=0
    )

    assert [("user", "I garden.")] == instructions(gpt, message)


def test_the_same_instructions_have_one_id(gpt: Any) -> None:
    """Whether wrapped or clean, in whatever conversation."""
    wrapped = gpt.context(PROFILE.format("mine"), STYLE.format("mine"))
    clean = gpt.context("mine", "mine")
    one = gpt.conversation(wrapped, gpt.user("Hi"))
    two = gpt.conversation(None, clean, gpt.user("Ho"), clean, id="c2")

    assert one.instructions == two.instructions
    assert [each.id for each in two.given] == list(two.instructions)
    assert len(set(one.instructions)) == 2


def test_instructions_on_another_branch(gpt: Any) -> None:
    """What is not on the branch shown last does not count."""
    entry = gpt.entry(gpt.user("Hi"))
    context = gpt.context("old me", "")
    entry["mapping"]["x"] = {"message": context, "parent": "client-created-root"}

    assert () == gpt.read(entry)[0].given


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STYLE.format("\nBe kind.\n"), "Be kind."),
        (STYLE.format(PREAMBLE + "Tell it like it is."), "Tell it like it is."),
        (
            PREAMBLE + "Use quick and clever humor when appropriate.",
            "Use quick and clever humor when appropriate.",
        ),
        (STYLE.format("As in:\n```py\nx\n```\n"), "As in:\n```py\nx\n```"),
        (STYLE.removesuffix("```").format("open"), "open"),
        (STYLE.replace("```", "").format("bare"), "bare"),
        (PROFILE.replace("```", "").format("bare"), "bare"),
        (PROFILE.replace("User profile:", "Profile:").format("other"), "other"),
        (
            "The user provided the following information about themselves.",
            "The user provided the following information about themselves.",
        ),
        ("The user provided the plan.", "The user provided the plan."),
        (
            "As I say: follow the instructions below",
            "As I say: follow the instructions below",
        ),
        ("nul\0 and \ue200pua", "nul and pua"),
    ],
)
def test_unwrapping(text: str, expected: str) -> None:
    """The platform's prose goes, the person's own words stay."""
    assert expected == unwrapped(text)


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (
            "1. [2024-05-01]. Likes tea.\n\n2. [2024-06-02]. Has a dog.",
            [("Likes tea.", "2024-05-01"), ("Has a dog.", "2024-06-02")],
        ),
        ("1. [2024-05-01] Likes tea.", [("Likes tea.", "2024-05-01")]),
        ("1. Likes tea.\n2. Has a dog.", [("Likes tea.", None), ("Has a dog.", None)]),
        ("1 [2024-05-01]. Likes tea.", [("Likes tea.", "2024-05-01")]),
        ("1. [sic] stays", [("[sic] stays", None)]),
        ("1. []. Likes tea.", [("Likes tea.", None)]),
        (
            "1. [2024-05-01]. Goals:\n - run\n\n - swim \n\n2. Has a dog.",
            [("Goals:\n- run\n- swim", "2024-05-01"), ("Has a dog.", None)],
        ),
        ("Saved:\n1. Likes tea.", [("Likes tea.", None)]),
        ("10. Ten\n11. Eleven", [("Ten", None), ("Eleven", None)]),
        (
            "- Likes tea.\n\n[2024-05-01] Dog.",
            [("Likes tea.", None), ("Dog.", "2024-05-01")],
        ),
        ("1. \n\n2. [2024-05-01].\n3. x", [("x", None)]),
        ("1. Born in 1990. 2. is no entry", [("Born in 1990. 2. is no entry", None)]),
        ("1. Born in\n1990. Tall.", [("Born in\n1990. Tall.", None)]),
        ("", []),
        (" \n ", []),
    ],
)
def test_lists_of_memories(listed: str, expected: list[Any]) -> None:
    """Numbers and dates are taken off; an entry goes on until the next number."""
    assert expected == list(entries(listed))


def test_a_snapshot(gpt: Any) -> None:
    """Each entry of the list shown to the model is known with its own date."""
    found = gpt.conversation(
        gpt.snapshot("1. [2024-05-01]. Likes tea.\n\n2. [2024-13-99]. Has a dog."),
        gpt.user("Hi"),
    )

    assert [
        ("memory_snapshot", "Likes tea.", datetime(2024, 5, 1, tzinfo=UTC), "c1", "m1"),
        ("memory_snapshot", "Has a dog.", None, "c1", "m1"),
    ] == [(g.what, g.text, g.time, g.conversation, g.message) for g in found.given]
    assert () == found.instructions


def test_the_same_entry_has_one_id(gpt: Any) -> None:
    """The list grows from conversation to conversation; an entry stays the same."""
    early = gpt.conversation(gpt.snapshot("1. [2024-05-01]. Tea."), id="a")
    later = gpt.conversation(gpt.snapshot("1. [2024-05-01]. Tea.\n2. Dog."), id="b")
    again = gpt.conversation(gpt.snapshot("1. [2024-05-09]. Tea."), id="c")

    assert early.given[0].id == later.given[0].id
    assert early.given[0].id != again.given[0].id


@pytest.mark.parametrize("listed", ["", None, 5])
def test_an_empty_snapshot(gpt: Any, listed: Any) -> None:
    """Today the list is empty in most exports."""
    assert () == gpt.conversation(gpt.snapshot(listed), gpt.user("Hi")).given


def test_a_chat_kept_out_of_memory(gpt: Any) -> None:
    """It gives instructions, which hold everywhere, but no memory."""
    found = gpt.conversation(
        gpt.context("I garden.", ""),
        gpt.snapshot("1. Likes tea."),
        gpt.written("User has a dog."),
        gpt.kept(),
        gpt.user("Hi"),
        is_do_not_remember=True,
    )

    assert ["custom_instruction"] == [given.what for given in found.given]
    assert ["Hi"] == [message.text for message in found.messages]
