"""Bounds for a process that opens files of strangers: what goes wrong in it goes wrong there only, not for long."""

from __future__ import annotations

from typing import Final

MOST_MEMORY: Final = 2 * 2**30
MOST_SECONDS: Final = 120


def bound_process() -> None:
    """Set bounds where the system can; elsewhere the time that is waited for an answer is the bound."""
    try:
        import resource
    except ImportError:
        return
    for limit, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS),
                        (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
