"""Times as web pages write them for people."""

import pytest

from migrate40.readers.gemini_dates import written_time


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Aug 3, 2025, 10:12:13 AM PDT", "2025-08-03 17:12:13"),
        ("Aug 3, 2025, 12:12:13\u202fAM EDT", "2025-08-03 04:12:13"),
        ("Aug 3, 2025, 12:12:13 PM UTC", "2025-08-03 12:12:13"),
        ("3 Aug 2025, 22:12:13 BST", "2025-08-03 21:12:13"),
        ("3 août 2025, 10:12:13 CEST", "2025-08-03 08:12:13"),
        ("03.08.2025, 22:12:13 MESZ", "2025-08-03 20:12:13"),
        ("3. Aug. 2025, 10:12:13 MEZ", "2025-08-03 09:12:13"),
        ("3 de ago. de 2025 10:12:13 BRT", "2025-08-03 13:12:13"),
        ("3. aug. 2025 10.12.13 CEST", "2025-08-03 08:12:13"),
        ("3 авг. 2025 г., 10:12:13 MSK", "2025-08-03 07:12:13"),
        ("2025年8月3日 10:12:13 JST", "2025-08-03 01:12:13"),
        ("2025年8月3日 下午10:12:13 GMT+8", "2025-08-03 14:12:13"),
        ("2025年8月3日下午10:12:13 CST", "2025-08-03 14:12:13"),
        ("2025. 8. 3. 오후 10:12:13 KST", "2025-08-03 13:12:13"),
        ("13/8/2025 10:12:13 UTC", "2025-08-13 10:12:13"),
        ("8/13/2025 10:12:13 UTC", "2025-08-13 10:12:13"),
        ("2025-08-03 10:12:13 UTC+02:00", "2025-08-03 08:12:13"),
        ("2 Mar 2025, 10:12:13 GMT\u221203:30", "2025-03-02 13:42:13"),
        ("Aug 3, 2025, 2:12:13 AM CST", "2025-08-03 08:12:13"),
    ],
)
def test_languages(text: str, time: str) -> None:
    """Order, names, halves of the day and zones are the language's."""
    found = written_time(text)

    assert found
    assert (f"{time}+00:00", True) == (str(found.time), found.is_sure)


@pytest.mark.parametrize("text", ["3 Aug 2025, 10:12:13", "3 Aug 2025, 10:12:13 XYZT"])
def test_a_zone_that_nobody_knows(text: str) -> None:
    """The time is taken as it stands."""
    found = written_time(text)

    assert found
    assert ("2025-08-03 10:12:13+00:00", False) == (str(found.time), found.is_sure)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Aug 3, 2025",
        "at 10:12:13",
        "10:12:13 on day 3 of 2025",
        "Feb 31, 2025, 10:12:13 AM PDT",
        "Aug 3, 2025, 25:12:13 UTC",
        "Aug 3, 2025, 10:12:13 AM PDT is when I began to write to you, my friend, yes",
        "1 Jan 0001, 00:00:00 GMT+9",
    ],
)
def test_what_is_no_time(text: str) -> None:
    """A sentence may hold all that a time has."""
    assert None is written_time(text)
