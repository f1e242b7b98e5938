"""One Markdown system prompt: the voice, the rules, the memories."""

from migrate40.renderers.job import Files, Job, everything, fill


def render(job: Job) -> Files:
    """Return the prompt."""
    return {file.name: fill(job, file, everything(job, file)) for file in job.files}
