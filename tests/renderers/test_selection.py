"""Which memories come along."""

from datetime import date

import msgspec
import pytest

from migrate40.model.profile import Memory, Profile
from migrate40.notices import Notice
from migrate40.renderers.options import Options
from migrate40.renderers.selection import is_kept, select


def memory(**fields: object) -> Memory:
    """Return a current memory of no sensitivity."""
    plain = Memory(
        id="m-1",
        text="x",
        category="health",
        language="en",
        origin="stated",
        confidence=1.0,
        importance=1.0,
    )
    return msgspec.structs.replace(plain, **fields)


@pytest.mark.parametrize(
    ("fields", "options", "kept"),
    [
        ({}, {}, True),
        ({"status": "superseded"}, {}, False),
        ({"status": "review"}, {}, False),
        ({"sensitivity": "health"}, {}, True),
        ({"sensitivity": "health"}, {"exclude": ("health",)}, False),
        ({"sensitivity": "health"}, {"exclude": ("sensitive",)}, False),
        ({"sensitivity": "belief"}, {"exclude": ("health",)}, False),
        ({"category": "pets"}, {"exclude": ("health",)}, True),
        ({"sensitivity": "legal"}, {}, False),
        ({"sensitivity": "self_harm"}, {"include": ("self_harm",)}, True),
        ({"sensitivity": "sexuality"}, {"include": ("sensitive",)}, True),
        (
            {"sensitivity": "legal"},
            {"include": ("legal",), "exclude": ("legal",)},
            False,
        ),
        ({}, {"since": date(2025, 1, 1)}, False),
    ],
)
def test_what_comes_along(
    fields: dict[str, object], options: dict[str, object], kept: bool
) -> None:
    """Health comes, law stays, `--exclude` beats `--include`."""
    assert kept == is_kept(memory(**fields), Options(**options))  # type: ignore[arg-type]


def test_what_stays_is_reported() -> None:
    """By its id, and with the reason."""
    notices: list[Notice] = []
    profile = Profile(memories=(memory(sensitivity="legal"), memory(id="m-2")))
    chosen = select(profile, Options(), notices.append)

    assert ["m-2"] == [one.id for one in chosen.memories]
    assert [("m-1", "legal stays out unless --include")] == [
        (one.where, one.why) for one in notices
    ]
