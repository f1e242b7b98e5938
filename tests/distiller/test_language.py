"""The language of a text."""

import pytest

from migrate40.distiller.language import language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I think that this is the best of all"),
        ("zh", "今天下雨了，我在家"),
        ("zh", "我在 Lisbon 一家 startup 做设计 挺开心的"),
        ("en", "We call it 月亮 and it is the only word that we know in your language"),
        ("ja", "今日はとても楽しかったです"),
        ("ko", "오늘은 날씨가 좋아요"),
        ("ru", "Сегодня хорошая погода"),
        ("ar", "الطقس جميل اليوم"),
        ("es", "hoy estoy muy cansado y no tengo ganas de nada por lo que me voy"),
        ("de", "ich habe heute keine Lust auf Schule und das Wetter ist nicht gut"),
        ("fr", "je suis très fatigué et je ne veux pas sortir avec vous"),
        ("pt", "hoje não tenho tempo para uma conversa com você"),
        ("en", "Kaffee Kuchen"),
        ("und", "Kaffee"),
        ("und", "12:30 🙂"),
        ("und", ""),
    ],
)
def test_language(language: str, text: str) -> None:
    """Script decides, then the commonest little words; a lone word says nothing."""
    assert language == language_of(text)
