from __future__ import annotations


class RunnerError(Exception):
    """A runner did not do what it was started for, or could not be started; for the task's record."""
