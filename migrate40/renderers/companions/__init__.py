"""Character cards, lorebooks, and the boxes of companion apps."""

from migrate40.renderers.companions import card, character_ai, kindroid, world
from migrate40.renderers.job import Way

WAYS: dict[str, Way] = {
    **card.WAYS,
    **character_ai.WAYS,
    **kindroid.WAYS,
    **world.WAYS,
}
