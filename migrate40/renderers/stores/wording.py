"""Small pieces of sentences that code puts together, in the marks of the language."""

from migrate40.renderers.budget import Entry


def labelled(label: str, text: str, language: str) -> str:
    """Return a text behind its label."""
    return f"{label}：{text}" if _wide(language) else f"{label}: {text}"


def dated(entry: Entry, language: str) -> str:
    """Return a memory with the day on which it happened or was said, if any."""
    text, date = entry.data["text"], entry.data["happened"] or entry.data["said"]
    if not date:
        return text
    return f"{text}（{date}）" if _wide(language) else f"{text} ({date})"


def _wide(language: str) -> bool:
    return language.startswith("zh")
