"""From a profile to the files of a new home: a target is a TOML file and templates."""

from collections.abc import Iterator

from migrate40.errors import UsageError
from migrate40.model.profile import Profile
from migrate40.notices import Report, ignore
from migrate40.renderers.hant import HANT, is_traditional
from migrate40.renderers.job import Files, Job, write
from migrate40.renderers.limits import check_limits
from migrate40.renderers.options import Options
from migrate40.renderers.phrasing import LANGUAGES
from migrate40.renderers.selection import check_words, select
from migrate40.renderers.spec import ORDER, spec

DEFAULTS = Options()
TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
"""What stands behind `zh-` where traditional characters are read."""
TARGETS = ORDER
"""The words for `--to`."""


def render(
    profile: Profile,
    target: str,
    options: Options = DEFAULTS,
    report: Report = ignore,
) -> Files:
    """Return the files of a target by name.

    Raises `UsageError` for a word that nobody knows, and `CannotRender` when a
    template is broken or a limit too small for anything.
    """
    from migrate40.renderers.ways import WAYS

    chosen = spec(target)
    check_words(options)
    check_limits(options)
    whole = chosen.whole_profile
    job = Job(
        profile=profile if whole else select(profile, options, report),
        spec=chosen,
        options=options,
        language=language_of(profile, options),
        report=report,
    )
    files: Files = {}
    for file in job.files:
        files |= write(job, file, WAYS[file.way])
    return files


def language_of(profile: Profile, options: Options) -> str:
    """Return the language of the frame: the one asked for, or that of the two.

    Raises `UsageError` if the one asked for is not spoken here.
    """
    if options.language == "auto":
        return _spoken(profile)
    wanted, *parts = options.language.lower().replace("_", "-").split("-")
    if wanted not in LANGUAGES:
        known = ", ".join(("auto", *LANGUAGES))
        raise UsageError(f"no language {options.language!r}; there are: {known}")
    return HANT if wanted == "zh" and TRADITIONAL & set(parts) else wanted


def _spoken(profile: Profile) -> str:
    """Return the language most spoken: the replies tell, or else the memories."""
    shares = dict(profile.persona.languages)
    if not shares:
        for memory in profile.memories:
            shares[memory.language] = shares.get(memory.language, 0) + 1
    ranked = sorted(shares, key=lambda name: (-shares[name], name))
    known = (name.split("-")[0] for name in ranked[:1])
    found = next((name for name in known if name in LANGUAGES), LANGUAGES[0])
    return HANT if found == "zh" and is_traditional(_words(profile)) else found


def _words(profile: Profile) -> Iterator[str]:
    """Yield what the person wrote: it tells which characters they read."""
    yield from (one.user for one in profile.persona.examples)
    yield from (one.text for one in profile.memories)
