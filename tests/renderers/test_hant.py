"""Traditional Chinese: the program's own words, never those of the two."""

import re
from pathlib import Path

import msgspec
import pytest

from migrate40.model.profile import Profile
from migrate40.renderers import TARGETS, language_of, render
from migrate40.renderers.hant import is_traditional, traditional
from migrate40.renderers.next_steps import next_steps
from migrate40.renderers.options import Options
from migrate40.renderers.spec import specs
from migrate40.renderers.templates import packaged


@pytest.mark.parametrize(
    ("simplified", "expected"),
    [
        ("把文件夹里的文件粘进设置", "把資料夾裡的檔案貼進設定"),
        ("回复里有表情，好消息", "回覆裡有表情，好消息"),
        ("一条消息，发送，头发", "一條訊息，傳送，頭髮"),
        ("干净的面条", "乾淨的麵條"),
        ("Settings > Memory", "Settings > Memory"),
    ],
)
def test_words_go_before_characters(simplified: str, expected: str) -> None:
    """And the longer word before the shorter."""
    assert expected == traditional(simplified)
    assert expected == traditional(expected)


def test_statements_quote_the_two(chinese: Profile) -> None:
    """What a profile states is the program's; what it quotes is not."""
    statement = "你难过时（3次），它说「没关系」。"
    reaction = msgspec.structs.replace(
        chinese.persona.reactions[0], statement=statement
    )
    persona = msgspec.structs.replace(chinese.persona, reactions=(reaction,))
    profile = msgspec.structs.replace(chinese, persona=persona)
    made = str(render(profile, "prompt", Options(language="zh-Hant"))["prompt.md"])

    assert "說「没关系」" in made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("這裡說的話", True),
        ("这里说的话", False),
        ("你好", False),
        ("", False),
        ("hello", False),
        ("後來我說，皇后的发言", True),
    ],
)
def test_which_characters_somebody_writes(text: str, expected: bool) -> None:
    """What is the same in both tells nothing."""
    assert expected is is_traditional([text])


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("zh", "zh"),
        ("zh-CN", "zh"),
        ("zh-Hant", "zh-Hant"),
        ("zh_TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("en-GB", "en"),
        ("auto", "zh-Hant"),
    ],
)
def test_the_language_asked_for(chinese: Profile, wanted: str, expected: str) -> None:
    """By default that of the memories and of what the person wrote."""
    first = msgspec.structs.replace(chinese.memories[0], text="這裡說的話")
    profile = msgspec.structs.replace(chinese, memories=(first,))

    assert expected == language_of(profile, Options(language=wanted))


def test_what_was_said_stays(chinese: Profile) -> None:
    """Simplified words between traditional ones are quotations."""
    made = str(render(chinese, "prompt", Options(language="zh-Hant"))["prompt.md"])

    assert "慢慢来，我在～" in made
    assert "你說話的樣子" in made or "說話" in made
    assert "记" not in made
    assert "記得" in made


@pytest.mark.parametrize("target", TARGETS)
def test_every_frame_is_traditional(chinese: Profile, target: str) -> None:
    """No character of a frame is forgotten by the table."""
    options = Options(language="zh-Hant")
    files = render(chinese, target, options)
    frames = [one for one in files.values() if isinstance(one, str)]
    frames.append(next_steps(chinese, [target], options, {target: list(files)}))
    own = set("慢慢来，我在～阿雾小满满满阿里")

    if target != "json":
        for text in frames:
            assert [] == [c for c in text if c not in own and traditional(c) != c]


def test_no_frame_has_a_rare_character() -> None:
    """The table covers the commoner half of GB 2312: frames keep to it."""
    texts = [path.read_text(encoding="utf-8") for path in _sources()]
    texts += [str(msgspec.to_builtins(one)) for one in specs()]
    han = set("".join(re.findall("[\u4e00-\u9fff]", "".join(texts))))

    assert (
        set() == {c for c in han if not 0xB0 <= c.encode("gb18030")[0] <= 0xD7} - RARE
    )


RARE = set("嗨昵禅")
"""Others, looked up one by one: the table has their other form where they have one."""


def _sources() -> list[Path]:
    folder = packaged().parent / "migrate40" / "renderers" / "phrasing"
    return [*packaged().rglob("*.zh.j2"), *folder.glob("zh.toml")]
