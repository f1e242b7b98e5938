"""Lines that stay true when the day of the message is forgotten."""

from datetime import UTC, datetime

import pytest

from migrate40.distiller.absolute import absolute
from migrate40.distiller.gate import Passage
from migrate40.distiller.lexicon import alike
from migrate40.distiller.reading import Reading

SAID = datetime(2025, 5, 14, 12, tzinfo=UTC)  # a Wednesday


def line(text: str, said_at: datetime | None = SAID) -> str:
    """Return how a sentence stands in a file."""
    return absolute(Passage(text=text, reading=Reading(alike(text))), said_at)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("In the week before 14 May 2025 we sowed peas.", "Last week we sowed peas."),
        ("We sowed peas on the weekend before 14 May 2025!",
         "We sowed peas over the last weekend!"),
        ("I fell on the Friday before 14 May 2025 and laughed",
         "I fell last friday and laughed"),
        ("On the Tuesday before 14 May 2025, I fell", "Last Tues, I fell"),
        ("I'm off on the Monday after 14 May 2025", "I'm off next Monday"),
        ("We sail in the week after 14 May 2025, I hope",
         "We sail next week, I hope"),
        ("I’m tired in the week of 14 May 2025", "I’m tired this week"),
        ("The week before 14 May 2025 was wet, we sowed peas",
         "Last week was wet, we sowed peas"),
        ("The weekend before 14 May 2025 was wet", "This past weekend was wet"),
        ("I had a good time on the weekend before 14 May 2025 sowing peas",
         "I had a good time last weekend sowing peas"),
        ("We sowed peas two weeks before 14 May 2025!", "We sowed peas two weeks ago!"),
        ("A weekend before 14 May 2025 we sowed peas", "A weekend ago we sowed peas"),
        ("2025年5月14日的两周前我种了豌豆", "两周前我种了豌豆"),
        ("2025年5月14日的前一周我去了武夷山", "上周我去了武夷山"),
        ("2025年5月14日前的周末下雨了", "上个周末下雨了"),
        ("我2025年5月14日的后一周出差", "我下周出差"),
        ("2025年5月14日那一周我值班", "这周我值班"),
    ],
)  # fmt: skip
def test_counted_from_the_day(expected: str, text: str) -> None:
    """Weeks, weekends and weekdays are counted from the day of the message."""
    assert expected == line(text)


@pytest.mark.parametrize(
    "text",
    [
        "the exam of last week",
        "since last Friday I limp",
        "last week's soup was green",
        "I ran yesterday",
        "I sowed peas two months ago",
        "it was long ago",
        "I moved here in March",
        "on Friday I swim",
        "上周六我去爬山了",
        "昨天我去爬山了",
        "我喜欢周末",
    ],
)
def test_left_as_it_is(text: str) -> None:
    """What a date can say, or what the sentence might not bear, is not touched."""
    assert text == line(text)


def test_no_time_known() -> None:
    """Without the time of the message nothing can be counted."""
    assert "Last week we sowed peas." == line("Last week we sowed peas.", None)
