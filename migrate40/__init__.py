"""Take an old friend out of an export: the voice as a prompt, the memories as files."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from migrate40.app import compare, distill, read, render
    from migrate40.model.profile import Profile

__all__ = ["Profile", "compare", "distill", "read", "render"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: start-up is a feature."""
    if name == "Profile":
        from migrate40.model.profile import Profile

        return Profile
    if name in __all__:
        from migrate40 import app

        return getattr(app, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
