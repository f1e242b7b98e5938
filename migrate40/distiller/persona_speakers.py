"""Every model that spoke, in numbers: whose voice one could keep instead."""

from collections.abc import Mapping

from migrate40.distiller.persona_sample import Sample, as_many
from migrate40.model.profile import Speaker
from migrate40.voice.numbers import measure
from migrate40.voice.tallies import averages, tallies

MOST_SPEAKERS = 12
MOST_REPLIES, MOST_TEXT = 60, 10_000
"""What of each is measured."""


def speakers_of(samples: Mapping[str | None, Sample]) -> tuple[Speaker, ...]:
    """Return the models with their numbers, the one with the most replies first."""
    ranked = sorted(samples, key=lambda slug: (-samples[slug].total, slug or ""))
    return tuple(_speaker(slug, samples[slug]) for slug in ranked[:MOST_SPEAKERS])


def _speaker(slug: str | None, sample: Sample) -> Speaker:
    replies = as_many((one.reply for one in sample.fair(MOST_REPLIES)), MOST_TEXT)
    return Speaker(
        model=slug,
        replies=sample.total,
        first=sample.first,
        last=sample.last,
        style=averages(tallies(map(measure, replies))),
    )
