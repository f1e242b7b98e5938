"""What goes to a model: a system prompt, and turns that show the voice."""

from collections.abc import Sequence

from migrate40.renderers.budget import Entry
from migrate40.renderers.job import Job, draw
from migrate40.renderers.spec import FileSpec

Turn = dict[str, str]


def system_prompt(job: Job, file: FileSpec, kept: Sequence[Entry]) -> str:
    """Return the prompt without examples: these become turns of a conversation."""
    told = [one for one in kept if one.section != "examples"]
    return draw(job, file, told, template="_partials/system.md").rstrip("\n")


def turns(kept: Sequence[Entry]) -> list[Turn]:
    """Return the examples, each with `user` and `assistant`."""
    return [one.data for one in kept if one.section == "examples"]


def messages(kept: Sequence[Entry], friend: str = "assistant") -> list[Turn]:
    """Return the examples as messages with roles; `friend` is the voice's role."""
    return [
        {"role": role, "content": one[speaker]}
        for one in turns(kept)
        for role, speaker in (("user", "user"), (friend, "assistant"))
    ]


def whole_prompt(job: Job, file: FileSpec, kept: Sequence[Entry]) -> str:
    """Return the prompt with the examples in it, for where there are no turns."""
    return draw(job, file, kept, template="prompt/prompt.md").rstrip("\n")
