"""How often something may be tried: counted in the database, so that all processes count together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Sum
from django.utils import timezone

from .models import Knock

_LONGEST_KEY = 120
_KEPT = dt.timedelta(days=2)


@dataclass(frozen=True)
class Rate:
    """At most so many of a thing within a time, and so many bytes."""

    what: str
    most: int
    within: dt.timedelta
    bytes: int | None = None

    def count(self, key: str, size: int = 0) -> None:
        """One more."""
        Knock.objects.create(what=self.what, key=key[:_LONGEST_KEY], size=size)

    def reached(self, key: str, size: int = 0) -> bool:
        """Whether no more are allowed for now, nor so many bytes more."""
        counted = Knock.objects.filter(what=self.what, key=key[:_LONGEST_KEY], at__gt=timezone.now() - self.within)
        if self.bytes is None:
            return counted.count() >= self.most
        taken = counted.aggregate(bytes=Sum("size"))["bytes"] or 0
        return taken + size > self.bytes or counted.count() >= self.most

    def forget(self, key: str) -> None:
        """Begin to count anew."""
        Knock.objects.filter(what=self.what, key=key[:_LONGEST_KEY]).delete()


_LOCKED_FOR = dt.timedelta(minutes=15)
WRONG_PASSWORDS = Rate("password", 5, _LOCKED_FOR)
LOCKED = Rate("locked", 1, _LOCKED_FOR)
WRONG_FROM_ADDRESS = Rate("address", 60, dt.timedelta(hours=1))
"""Many accounts tried from one address: a whole town hall may sit behind one, so rather many."""
WRONG_LINKS = Rate("link", 20, dt.timedelta(minutes=10))
UPLOADS = Rate("upload", 600, dt.timedelta(hours=1))
UPLOADS_A_DAY = Rate("upload", 2000, dt.timedelta(days=1), bytes=2 * 2**30)


def tidied() -> int:
    """Forget what counts no more; how many there were."""
    return int(Knock.objects.filter(at__lt=timezone.now() - _KEPT).delete()[0])
