"""What can go wrong, by what the person can do about it.

Migrate40Error                 status 1: done nothing, one line says why
  UsageError                   status 2: the command line is wrong
  CannotRead                   the input is not there, or may not be read
    NotAnExport                it is something else: a web page, a document ...
    Encrypted                  it wants a password
    TooMuch                    it is larger, deeper or more crowded than any export
  NothingFound                 status 4: read, but nothing in it can be carried over
  SkippedData                  status 3 turned failure by --strict
  InvalidProfile               not a profile, or one that somebody broke
    NewerProfile               made by a newer migrate40
  CannotRender                 this profile and this target do not go together
  CannotWrite                  the output is not writable, or is not ours
  NotAsWritten                 a folder of results was changed since
"""


class Migrate40Error(Exception):
    """The root of all errors that are told in one line; what, where, what to do."""

    status = 1


class UsageError(Migrate40Error):
    """Two options contradict each other, or a word is unknown."""

    status = 2


class CannotRead(Migrate40Error):
    """The input is not there, or may not be read."""


class NotAnExport(CannotRead):
    """The input is something else than an export."""


class Encrypted(CannotRead):
    """The archive wants a password."""


class TooMuch(CannotRead):
    """The input is beyond a limit that no honest export reaches."""


class NothingFound(Migrate40Error):
    """The input was read, and nothing in it can be carried over."""

    status = 4


class SkippedData(Migrate40Error):
    """Something could not come along, and `--strict` was asked for."""

    status = 3


class InvalidProfile(Migrate40Error):
    """Not a profile, or one that does not hold together."""


class NewerProfile(InvalidProfile):
    """A profile of a later schema version than this program knows."""


class CannotRender(Migrate40Error):
    """This profile and this target do not go together."""


class CannotWrite(Migrate40Error):
    """The output cannot be written, or belongs to somebody else."""


class NotAsWritten(Migrate40Error):
    """A folder of results is not what its manifest says."""
