"""From a profile to the files of a new home; each target is a module with `render`."""

from migrate40.errors import UsageError
from migrate40.model.profile import Profile
from migrate40.notices import Report, ignore
from migrate40.renderers import chatgpt, claude, ollama, profile_json, prompt
from migrate40.renderers.job import Files, Job, Renderer
from migrate40.renderers.options import Options
from migrate40.renderers.phrasing import LANGUAGES
from migrate40.renderers.selection import check_words, select
from migrate40.renderers.spec import spec

DEFAULTS = Options()
RENDERERS: dict[str, Renderer] = {
    "prompt": prompt,
    "claude": claude,
    "chatgpt": chatgpt,
    "ollama": ollama,
    "json": profile_json,
}


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
    chosen = spec(target)
    check_words(options)
    whole = chosen.whole_profile
    job = Job(
        profile=profile if whole else select(profile, options, report),
        spec=chosen,
        options=options,
        language=language_of(profile, options),
        report=report,
    )
    return RENDERERS[target].render(job)


def language_of(profile: Profile, options: Options) -> str:
    """Return the language of the frame: the one asked for, or that of the two.

    Raises `UsageError` if the one asked for is not spoken here.
    """
    if options.language == "auto":
        return _spoken(profile)
    wanted = options.language.lower().split("-")[0].split("_")[0]
    if wanted not in LANGUAGES:
        known = ", ".join(("auto", *LANGUAGES))
        raise UsageError(f"no language {options.language!r}; there are: {known}")
    return wanted


def _spoken(profile: Profile) -> str:
    """Return the language most spoken: the replies tell, or else the memories."""
    shares = dict(profile.persona.languages)
    if not shares:
        for memory in profile.memories:
            shares[memory.language] = shares.get(memory.language, 0) + 1
    ranked = sorted(shares, key=lambda name: (-shares[name], name))
    known = (name.split("-")[0] for name in ranked[:1])
    return next((name for name in known if name in LANGUAGES), LANGUAGES[0])
