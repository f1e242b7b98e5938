"""Times as programs show them to people."""

from datetime import datetime
from typing import Any

import pytest

from migrate40.readers.dates import time_of


@pytest.mark.parametrize(
    ("value", "time"),
    [
        ("June 9, 2024 4:13pm", "2024-06-09T16:13:00+00:00"),
        ("June 19, 2024 12:13am", "2024-06-19T00:13:00+00:00"),
        ("Dec 19, 2024 12:13 PM", "2024-12-19T12:13:00+00:00"),
        ("Aug 1, 2025 13:05", "2025-08-01T13:05:00+00:00"),
        ("March 3, 2025 at 3:04:05 AM", "2025-03-03T03:04:05+00:00"),
        ("2023-6-19 @14h 13m 49s 123ms", "2023-06-19T14:13:49+00:00"),
        ("2024-06-19@14h13m49s", "2024-06-19T14:13:49+00:00"),
        ("2024/6/19 14:13:49", "2024-06-19T14:13:49+00:00"),
        ("6/19/2024, 2:13:49 PM", "2024-06-19T14:13:49+00:00"),
        ("6/19/2024, 2:13:49\u202fAM", "2024-06-19T02:13:49+00:00"),
        ("2024-06-19T14:13:49.000Z", "2024-06-19T14:13:49+00:00"),
        (1718806429000, "2024-06-19T14:13:49+00:00"),
        ("1718806429000", "2024-06-19T14:13:49+00:00"),
    ],
)
def test_times(value: Any, time: str) -> None:
    """In numbers, in ISO, and in the forms for the eye."""
    assert datetime.fromisoformat(time) == time_of(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "Okt 19, 2024 4:13pm",
        "June 99, 2024 4:13pm",
        "19/6/2024 14:13",
        None,
        {},
        True,
    ],
)
def test_no_times(value: Any) -> None:
    """What is none is none."""
    assert time_of(value) is None
