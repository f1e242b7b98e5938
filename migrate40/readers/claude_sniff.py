"""What a file of claude.ai is, told by the keys in it."""

from collections.abc import Callable

from migrate40.readers.reader import Head, Part

MEMORY = frozenset({"conversations_memory", "project_memories", "memory_files"})
DEEPSEEK = frozenset({"biz_code", "biz_data", "chat_session"})
LIBRECHAT = frozenset({"conversationId", "isCreatedByUser", "messageId"})
ASIDE_NAMES = frozenset(
    {"artifact.json", "artifact_comments.json", "login_history.json"}
)
"""Files whose keys nobody has described; none of them has anything to carry over."""
DESIGN_MARKS = ('"contentBlocks"', '"authorAccountUuid"')


def sniff(head: Head) -> Part | None:
    """Say what a member is to Claude by its keys; None: not Claude's."""
    if head.top in ("html", "text", "binary", "empty"):
        return None
    for is_one, part in _TESTS:
        if is_one(head):
            return part
    return None


def _is_manifest(head: Head) -> bool:
    return "data_files" in head.keys


def _is_design_chat(head: Head) -> bool:
    return "messages" in head.keys and any(mark in head.text for mark in DESIGN_MARKS)


def _is_memory(head: Head) -> bool:
    return any(MEMORY & keys for keys in _objects(head))


def _is_chat(head: Head) -> bool:
    return any(
        "chat_messages" in keys and not keys & DEEPSEEK and "mapping" not in keys
        for keys in _objects(head)
    )


def _is_other_chat(head: Head) -> bool:
    """Whether it is a conversation as other programs write down Claude's."""
    return any(
        {"uuid", "messages"} <= keys and keys & {"name", "title", "account"}
        for keys in _objects(head)
    ) or ("messages" in head.keys and any(_is_turn(keys) for keys in head.items))


def _is_turn(keys: frozenset[str]) -> bool:
    return {"uuid", "sender"} <= keys and not keys & LIBRECHAT


def _is_project(head: Head) -> bool:
    return any(
        "is_starter_project" in keys
        or ("prompt_template" in keys and keys & {"docs", "creator", "is_private"})
        for keys in _objects(head)
    )


def _is_account(head: Head) -> bool:
    return any({"full_name", "email_address"} <= keys for keys in _objects(head))


def _is_named_aside(head: Head) -> bool:
    return head.name in ASIDE_NAMES


def _objects(head: Head) -> tuple[frozenset[str], ...]:
    return (head.keys, *head.items)


_TESTS: tuple[tuple[Callable[[Head], bool], Part], ...] = (
    (_is_manifest, "manifest"),
    (_is_design_chat, "aside"),
    (_is_memory, "given"),
    (_is_chat, "conversations"),
    (_is_other_chat, "conversations"),
    (_is_project, "given"),
    (_is_account, "aside"),
    (_is_named_aside, "aside"),
)
