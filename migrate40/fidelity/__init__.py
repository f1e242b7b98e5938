"""Is it still the friend? Other replies against the voice that was kept."""

from migrate40.fidelity.distance import Fidelity, compare

__all__ = ["Fidelity", "compare"]
