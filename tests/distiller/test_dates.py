"""The time that a sentence speaks of."""

from datetime import UTC, datetime

import pytest

from migrate40.distiller.dates import happened_at
from migrate40.distiller.lexicon import alike
from migrate40.distiller.reading import Reading

SAID = datetime(2025, 5, 14, 12, tzinfo=UTC)  # a Wednesday


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("2025-05-14", "今天考试"),
        ("2025-05-13", "昨晚没睡"),
        ("2025-05-12", "前天到的"),
        ("2025-05-11", "大前天到的"),
        ("2025-05-15", "明天面试"),
        ("2025-05-16", "后天出发"),
        ("2025-05-10", "上周六见了她"),
        ("2025-05-19", "下周一开会"),
        ("2025-05-26", "下下周一开会"),
        ("2025-05-16", "这周五聚餐"),
        ("2025-05-11", "三天前"),
        (None, "排练改到周四晚上了"),
        ("2025-05-19", "面试改到下周一了"),
        ("2025-06-05", "手术推到6月5号了"),
        ("2025-05-28", "两周后"),
        ("2025-03", "两个月前"),
        ("2022", "三年前"),
        ("2025-05-24", "下周末爬山"),
        ("2025-06", "下个月初搬家"),
        ("2025-04", "上个月"),
        ("2025-05", "月底交稿"),
        ("2025", "年底之前"),
        ("2024-05", "去年五月"),
        ("2025-05-03", "5月3号"),
        ("2025-10-28", "十月二十八日"),
        ("2024-12-30", "去年12月30号"),
        ("2024", "去年"),
        ("2019", "2019年毕业"),
        ("2025-03-01", "2025年3月1日"),
        ("2024-12-25", "圣诞节下雪了"),
        ("2025-05-03", "3号交了房租"),
        (None, "20号交了房租"),
        (None, "每月3号交房租"),
        (None, "坐3号线回家"),
        (None, "每周五游泳"),
        (None, "二月三十一号"),
        (None, "我喜欢猫"),
    ],
)  # fmt: skip
def test_chinese(expected: str | None, text: str) -> None:
    """Relative times become days, months or years; what recurs has none."""
    assert expected == happened_at(Reading(text), SAID)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("2025-05-02", "we sailed on the 2nd, in fog"),
        (None, "we sailed on the 22nd, in fog"),
        (None, "we live on the 2nd floor"),
        ("2024", "last summer we sailed"),
        ("2024", "we sailed last autumn"),
        ("2025", "last winter was mild, and I just mended the sail in 2025"),
        ("2025-05-14", "I just mended the sail"),
        ("2025-05-14", "and we've just sold the boat"),
        ("2025-05-13", "I just mended the sail yesterday"),
        (None, "it's just a sail"),
        (None, "I just love boats"),
        ("2025-05-14", "I ran today"),
        ("2025-05-13", "it rained last night"),
        ("2025-05-15", "my exam is tomorrow"),
        ("2025-05-09", "we met last Friday"),
        ("2025-05-20", "next Tuesday"),
        ("2025-05-12", "I saw her on Monday"),
        ("2025-05-11", "this past Sunday"),
        ("2025-04-30", "two weeks ago"),
        ("2025-05-17", "in three days"),
        ("2025-05-03", "on May 3rd"),
        ("2025-10-17", "the seventeenth of October"),
        ("2025-06-21", "June twenty-first"),
        ("2024-07-04", "on July 4, 2024"),
        ("2025-03-09", "since 2025-03-09"),
        ("2025-04", "last month"),
        ("2025-05", "last week"),
        ("2026", "next year"),
        ("2025-05-10", "last weekend"),
        ("2023-03", "in March 2023"),
        ("2025-03", "in March"),
        ("2024-08", "last August"),
        ("2026-02", "next February"),
        ("2019", "back in 2019"),
        ("2024-12-24", "on Christmas Eve"),
        ("2022", "a few years ago"),
        ("2024-02-29", "I was born on 29 February"),
        (None, "on 30 February"),
        (None, "every Friday"),
        (None, "I may go"),
        (None, "on Fridays"),
    ],
)  # fmt: skip
def test_english(expected: str | None, text: str) -> None:
    """The same in English."""
    assert expected == happened_at(Reading(text), SAID)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("2025-05-16", "on Friday"),
        ("2026-03", "in March"),
        ("2025-09", "in September"),
        ("2025-05-20", "we sail on the 20th"),
        (None, "we sail on the 2nd"),
        ("2026-02-13", "the recital is on 13 February"),
        ("2028-02-29", "the party is on 29 February"),
        ("2025-05-02", "we decided on 2 May"),
    ],
)
def test_ahead(expected: str | None, text: str) -> None:
    """What is planned lies ahead."""
    assert expected == happened_at(Reading(text), SAID, ahead=True)


def test_typographic_apostrophe() -> None:
    """A feast is known however its apostrophe is written."""
    text = "on New Year\u2019s Eve"

    assert "2024-12-31" == happened_at(Reading(alike(text)), SAID)


def test_no_time_known() -> None:
    """Without the time of the message only a full date counts."""
    assert happened_at(Reading("yesterday"), None) is None
    assert "2024-01-05" == happened_at(Reading("on 2024-01-05"), None)


def test_beyond_the_calendar() -> None:
    """A time that no calendar holds is none."""
    first = datetime(1, 1, 2, tzinfo=UTC)

    assert happened_at(Reading("nine days ago"), first) is None
