"""Files for agents and memory stores."""

from migrate40.renderers.job import Way
from migrate40.renderers.stores import (
    graph,
    hermes,
    letta,
    notes,
    openclaw,
    records,
)

WAYS: dict[str, Way] = {
    **openclaw.WAYS,
    **hermes.WAYS,
    **letta.WAYS,
    **graph.WAYS,
    **records.WAYS,
    **notes.WAYS,
}
