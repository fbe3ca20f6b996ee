"""Who acts: a person who signed in, or whoever opened a report by a link."""

from __future__ import annotations

from dataclasses import dataclass, field

from .models import Account, Membership, OneTimeLink


@dataclass(frozen=True)
class Actor:
    """One of the two, with the roles that count and the address they come from."""

    account: Account | None = None
    link: OneTimeLink | None = None
    ip: str | None = None
    roles: tuple[Membership, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, account: Account, ip: str | None = None) -> Actor:
        """A person with all roles that the person has."""
        return cls(account=account, ip=ip, roles=tuple(account.memberships.select_related("unit")))

    @property
    def key(self) -> str:
        """What the trail knows the actor by."""
        return f"account:{self.account.username}" if self.account else f"link:{self.link.pk if self.link else ''}"

    def bodies(self, *roles: str) -> set[int]:
        """The bodies for which the actor has one of the roles."""
        return {one.unit_id for one in self.roles if one.role in roles and one.unit_id is not None}

    def has(self, *roles: str) -> bool:
        """Whether the actor has one of the roles, for whatever body."""
        return any(one.role in roles for one in self.roles)
