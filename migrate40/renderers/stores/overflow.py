"""What finds no room in one file of a target and stands in another instead."""

import msgspec

from migrate40.notices import Notice, ignore
from migrate40.renderers.job import NO_ROOM, Job


def going_on(job: Job) -> Job:
    """Return the job for a file whose overflow goes on to another: it is not lost."""

    def report(notice: Notice) -> None:
        if NO_ROOM not in notice.why:
            job.report(notice)

    return msgspec.structs.replace(job, report=report)


def quiet(job: Job) -> Job:
    """Return the job for looking what another file holds: that file reports itself."""
    return msgspec.structs.replace(job, report=ignore)
