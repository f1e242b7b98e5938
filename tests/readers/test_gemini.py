"""Gemini's prompts and answers in "My Activity" of Google Takeout."""

import io
import json
from typing import Any

import pytest

from migrate40.model.conversation import Conversation
from migrate40.notices import Notice
from migrate40.readers import detect, gemini
from migrate40.readers.head import head_of_bytes
from migrate40.readers.reader import Member

Json = dict[str, Any]
Told = list[tuple[str, str]]


def row(minute: int, title: str, answer: str | None = "<p>Ja.</p>", **f: Any) -> Json:
    """Return a row of so many minutes after noon."""
    items = {} if answer is None else {"safeHtmlItem": [{"html": answer}]}
    time = f"2025-05-26T{12 + minute // 60:02}:{minute % 60:02}:00.123Z"
    return {
        "header": "Gemini Apps",
        "title": title,
        "time": time,
        "products": ["Gemini Apps"],
        "activityControls": ["Gemini Apps Activity"],
        **items,
        **f,
    }


def read(value: object) -> tuple[list[Conversation], Told]:
    """Return what the reader makes of a file, and what it tells."""
    told: list[Notice] = []
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    member = Member(
        name="My Activity.json",
        size=len(raw),
        open=lambda: io.BytesIO(raw),
        export="takeout.zip",
    )
    found = list(gemini.parse_file(member, "takeout.zip/My Activity.json", told.append))
    return found, [(one.kind, one.why) for one in told]


def prompts(*rows: object) -> list[str]:
    """Return what the person said in all conversations."""
    found, _ = read(list(rows))
    return [m.text for one in found for m in one.messages if m.role == "user"]


@pytest.mark.parametrize(
    "header", ["Gemini Apps", "Gemini-Apps", "Bard", "Gemini アプリ"]
)
def test_the_activity_is_known_by_its_rows(header: str) -> None:
    """Names of files and products are in the person's language."""
    rows = [{"x": 1}, row(0, "Prompted hi", header=header, products=[])]
    head = head_of_bytes("私の.json", json.dumps(rows, ensure_ascii=False).encode())

    assert ("gemini", "whole") == detect(head)


def test_activity_of_other_products() -> None:
    """It has the same shape, and nothing to carry over."""
    rows = [row(0, "Watched Otters", None, header="YouTube", products=["YouTube"])]
    head = head_of_bytes("x.json", json.dumps(rows).encode())

    assert "aside" == gemini.sniff(head)
    assert ([], []) == read(rows)


@pytest.mark.parametrize("raw", [b'[{"title": "x"}]', b'{"header": 1}', b"x", b""])
def test_what_is_no_activity(raw: bytes) -> None:
    """Two of the keys are in files of all kinds."""
    assert None is gemini.sniff(head_of_bytes("x.json", raw))


def test_both_are_heard() -> None:
    """The newest row comes first in the file, the oldest in the conversation."""
    (found,), told = read(
        [
            row(10, "Prompted 谢谢你", "<p>不客气&nbsp;<b>小月</b></p>"),
            row(0, "Prompted hello there", "<p>Hi!</p><script>x()</script>"),
        ]
    )

    assert [
        ("user", "hello there", 0),
        ("assistant", "Hi!", 0),
        ("user", "谢谢你", 10),
        ("assistant", "不客气 **小月**", 10),
    ] == [(m.role, m.text, m.time.minute if m.time else -1) for m in found.messages]
    assert ("gemini", None, None) == (found.vendor, found.title, found.model)
    why = "prompts taken for one conversation, as they came soon: 2"
    assert [("guessed", why)] == told


def test_a_pause_begins_another_conversation() -> None:
    """30 minutes belong together, 31 do not."""
    rows = [row(91, "Prompted d"), row(60, "Prompted c"), row(30, "Prompted b")]
    found, _ = read([*rows, row(0, "Prompted a")])

    assert [["d"], ["a", "b", "c"]] == [
        [m.text for m in one.messages if m.role == "user"] for one in found
    ]


def test_the_order_of_the_file_does_not_matter() -> None:
    """Saved the other way round it is the same."""
    rows = [row(n, f"Prompted {n}") for n in (90, 20, 10, 0)]

    def facts(conversations: list[Conversation]) -> set[tuple[str, int]]:
        return {(one.id, len(one.messages)) for one in conversations}

    assert facts(read(rows)[0]) == facts(read(rows[::-1])[0])


def test_a_later_export_has_the_same_ids() -> None:
    """An id is made of how a conversation began."""
    first, later = row(0, "Prompted a"), row(10, "Prompted b")
    (one,), _ = read([first])
    (same,), _ = read([later, first])

    assert one.id == same.id
    assert one.updated
    assert same.updated
    assert one.updated < same.updated


@pytest.mark.parametrize(
    ("title", "prompt"),
    [
        ("Prompted good night", "good night"),
        ("Prompted\u00a0good night", "good night"),
        ("Asked why", "why"),
        ("Live Prompt sing", "sing"),
        ("Prompt : bonsoir", "bonsoir"),
        ("Eingegebener Prompt: Na du?", "Na du?"),
        ("提示：早上好", "早上好"),
        ("Prompted Prompted is a word", "Prompted is a word"),
        ("Prompted a\nb", "a\nb"),
    ],
)
def test_the_word_before_a_prompt_goes(title: str, prompt: str) -> None:
    """In each language that is known."""
    assert [prompt] == prompts(row(0, title))


def test_an_unknown_word_before_all_prompts() -> None:
    """What most titles begin with was not said by the person."""
    said = ["eins", "zwei Äpfel", "drei", "vier", "zwei Birnen"]
    rows = [row(n, f"Haz scribite: {one}") for n, one in enumerate(said)]

    assert said == prompts(*reversed(rows), row(0, "Haz judgite", None))


def test_without_such_a_word_titles_are_taken_whole() -> None:
    """And that is told: a word may be too much."""
    found, told = read([row(0, "Quoth moonrise")])

    assert ["Quoth moonrise", "Ja."] == [m.text for m in found[0].messages]
    why = "prompts without a known word before them, taken whole: 1"
    assert [("guessed", why)] == told


def test_five_prompts_that_begin_differently() -> None:
    """Nothing is learned from them."""
    said = ["one fox", "two owls", "red hen", "old cat", "shy eel"]
    rows = [row(n, one) for n, one in enumerate(said)]

    assert said == prompts(*rows[::-1])


def test_rows_that_are_no_talk() -> None:
    """Feedback, documents and what nobody answered in an unknown word."""
    found, told = read(
        [
            row(3, "Gave feedback: Good response", None),
            row(2, "Created Gemini Canvas titled Rain", "<p>Rain</p>"),
            row(1, "Quoth nothing", None),
        ]
    )

    assert [] == found
    assert [("left_out", "rows that are no talk, like feedback: 3")] == told


def test_one_of_the_two_may_be_silent() -> None:
    """A prompt without an answer, an answer to a picture."""
    (found,), _ = read(
        [row(1, "Prompted", "<p>A cat.</p>"), row(0, "Prompted hi", None)]
    )

    assert [("user", "hi"), ("assistant", "A cat.")] == [
        (m.role, m.text) for m in found.messages
    ]


def test_drafts_are_not_said() -> None:
    """The first answer was shown, the others could be chosen."""
    items = [{"html": None}, {"html": "<p>a</p>"}, {"html": "<p>b</p>"}]
    (found,), _ = read([row(0, "Prompted x", safeHtmlItem=items)])

    assert "a" == found.messages[1].text


@pytest.mark.parametrize("time", [None, "yesterday", [7], {}])
def test_a_row_without_a_time_stays_where_it_stands(time: object) -> None:
    """It is told."""
    rows = [row(10, "Prompted c"), row(0, "Prompted b", time=time)]
    (found,), told = read([*rows, row(0, "Prompted a")])

    assert ["a", "b", "c"] == [m.text for m in found.messages if m.role == "user"]
    assert ("guessed", "rows without a time, kept where they stand: 1") in told


def test_rows_without_any_time() -> None:
    """The last in the file was the first."""
    rows = [row(0, "Prompted b", time=None), row(0, "Prompted a", time=None)]

    assert ["a", "b"] == prompts(*rows)


def test_odd_values_cost_themselves() -> None:
    """Rows that are none are told, and so are odd fields."""
    odd = row(0, "Prompted hi", products="x", subtitles=7, safeHtmlItem=["x"])
    found, told = read([odd, "x", None, 3, {"title": "Prompted lost"}])

    assert ["hi"] == [m.text for m in found[0].messages]
    assert [
        ("skipped_message", "rows that are no activity: 2"),
        ("repaired", "rows with fields that do not fit the format: 1"),
    ] == told


def test_a_cut_file() -> None:
    """What came before the cut is kept."""
    raw = json.dumps([row(90, "Prompted b"), row(0, "Prompted a")]).encode()[:-40]
    found, told = read(raw)

    assert ["b", "Ja."] == [m.text for one in found for m in one.messages]
    assert ["skipped_conversation"] == [kind for kind, _ in told]


def test_rows_behind_damage() -> None:
    """One byte costs one row."""
    rows = [row(200, "Prompted c"), row(100, "Prompted b"), row(0, "Prompted a")]
    raw = json.dumps(rows).encode().replace(b'"Prompted b"', b'"Prompted b')
    found, told = read(raw)

    assert ["c", "a"] == [one.messages[0].text for one in found]
    assert ["skipped_conversation"] == [kind for kind, _ in told]


def test_many_rows() -> None:
    """More than are looked at first."""
    rows = [row(n, f"Prompted {n}") for n in range(600)]

    assert [str(n) for n in range(600)] == prompts(*rows[::-1])


# Pages.


def cell(title: str, time: str, answer: str, header: str = "Gemini Apps") -> str:
    """Return a cell of a page, as Takeout writes it."""
    return (
        '<div class="outer-cell mdl-cell mdl-cell--12-col mdl-shadow--2dp">'
        '<div class="mdl-grid"><div class="header-cell mdl-cell mdl-cell--12-col">'
        f'<p class="mdl-typography--title">{header}<br></p></div>'
        '<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1">'
        f"{title}<br>{time}<br>{answer}</div>"
        '<div class="content-cell mdl-cell mdl-typography--text-right"></div>'
        '<div class="content-cell mdl-cell mdl-typography--caption"><b>Products:</b>'
        f"<br>&emsp;{header}<br></div></div></div>"
    )


def page(*cells: str) -> bytes:
    """Return a page with these cells."""
    style = "<style>/** material-design-lite */ .mdl-grid{}</style>"
    body = '<body><div class="mdl-grid">' + "".join(cells) + "</div></body></html>"
    return f"<html><head><title>My Activity</title>{style}</head>{body}".encode()


def test_a_page_is_known_by_its_style() -> None:
    """The rows stand behind all of it, too far to be seen."""
    assert ("gemini", "whole") == detect(head_of_bytes("x.html", page()))
    assert None is gemini.sniff(head_of_bytes("x.html", b"<html><body>x</body></html>"))


def test_a_page_says_the_same() -> None:
    """The time stands between prompt and answer, in local time."""
    (found,), told = read(
        page(
            cell(
                "Prompted&nbsp;Is it &lt;late&gt;?<br>Tell me",
                "May 26, 2025, 2:01:28\u202fPM CEST",
                "<p>Yes.<br>Sleep!</p>",
            ),
            cell(
                "Prompted&nbsp;你好", "May 26, 2025, 1:55:00\u202fPM CEST", "<p>好</p>"
            ),
        )
    )

    assert [
        ("user", "你好", "11:55:00"),
        ("assistant", "好", "11:55:00"),
        ("user", "Is it <late>?\nTell me", "12:01:28"),
        ("assistant", "Yes.\nSleep!", "12:01:28"),
    ] == [(m.role, m.text, f"{m.time:%H:%M:%S}") for m in found.messages]
    assert ["guessed"] == [kind for kind, _ in told]


def test_cells_of_other_products_and_feedback() -> None:
    """A page may mix them."""
    found, told = read(
        page(
            cell("Watched otters", "May 26, 2025, 2:01:28 PM UTC", "", "YouTube"),
            cell("Gave feedback", "May 26, 2025, 2:01:28 PM UTC", ""),
        )
    )

    assert [] == found
    assert ["left_out"] == [kind for kind, _ in told]


def test_files_that_came_with_a_prompt() -> None:
    """Their list is not said."""
    title = 'Prompted What is it?<br>Attached 1 file.<br>- <a href="x">a.png</a>'
    found, _ = read(page(cell(title, "May 26, 2025, 2:01:28 PM UTC", "<p>A cat</p>")))

    assert ["What is it?", "A cat"] == [m.text for m in found[0].messages]


def test_a_zone_that_is_not_known() -> None:
    """The time is taken for UTC, and that is told."""
    found, told = read(
        page(cell("Prompted a", "26 May 2025, 14:01:28 XYZT", "<p>b</p>"))
    )

    assert "2025-05-26 14:01:28+00:00" == str(found[0].created)
    assert [("guessed", "times in a zone that is not known, taken for UTC: 1")] == told


def test_a_cell_without_a_time() -> None:
    """What stands in it is a prompt."""
    found, told = read(page(cell("Prompted a", "sometime", "")))

    assert ["a\nsometime"] == [m.text.strip() for m in found[0].messages]
    assert [("guessed", "rows without a time, kept where they stand: 1")] == told


def test_cells_are_cut_wherever_the_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of the file may end within a tag."""
    monkeypatch.setattr("migrate40.readers.charset.LOOK", 1)
    cells = [
        cell(f"Prompted {n}", f"May 26, 2025, {n}:00:00 AM UTC", "x") for n in "123"
    ]
    whole = read(page(*cells))
    for size in (1, 7, 64, 300):
        monkeypatch.setattr("migrate40.readers.charset.CHUNK", size)

        assert whole == read(page(*cells))
    assert 3 == len(whole[0])


def test_a_cell_beyond_all_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is passed over, and the next is read."""
    monkeypatch.setattr("migrate40.readers.gemini_page.LARGEST", 2000)
    monkeypatch.setattr("migrate40.readers.charset.LOOK", 1)
    monkeypatch.setattr("migrate40.readers.charset.CHUNK", 100)
    time = "May 26, 2025, 2:01:28 PM UTC"
    found, told = read(
        page(cell("Prompted a", time, "x" * 5000), cell("Prompted b", time, "y"))
    )

    assert ["b", "y"] == [m.text for m in found[0].messages]
    assert [("skipped_message", "rows that are no activity: 1")] == told
