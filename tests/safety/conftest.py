"""Every test looks anew: nothing is known from the one before."""

import pytest

from migrate40.safety.secrets import secrets_in
from migrate40.safety.sensitive import sensitivity_of


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    secrets_in.cache_clear()
    sensitivity_of.cache_clear()
