"""What a person can ask of the renderers."""

from datetime import date
from typing import Annotated, Literal

import msgspec

Count = Annotated[int, msgspec.Meta(ge=1)]


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """The options of one rendering."""

    max_tokens: Count | None = None
    """Of every file, in o200k_base tokens times the target's factor."""
    max_chars: Count | None = None
    """Of every file, in UTF-16 units: then no way of counting finds more."""
    part: Literal["persona", "memories", "all"] = "all"
    language: str = "auto"
    """Of the frame (`auto`, `en`, `zh`, `zh-Hant`); what was said stays as it is."""
    templates: str | None = None
    """A folder with templates that go before the packaged ones."""
    include: tuple[str, ...] = ()
    """Categories or sensitivities that stay out otherwise; `sensitive`: all of them."""
    exclude: tuple[str, ...] = ()
    """The same kinds of words; it beats `include`."""
    since: date | None = None
    """Only memories that were said on that day or later (UTC)."""
    limit: tuple[str, ...] = ()
    """`TARGET/FILE=NUMBER`: in place of the limits of that file, in their unit."""
