"""What a bureau keeps: units, seasons, what each owes, what was judged, decided and published, and by whom."""

from __future__ import annotations

from .tables.judging import (
    Acted,
    ChecklistAnswer,
    CorrectionRound,
    HandedBy,
    PublishedPage,
    ReturnItem,
    Review,
    Sign,
    SubmittedFile,
    VersionMaker,
)
from .tables.keeping import (
    BatchPart,
    BureauBatch,
    Event,
    FoundCode,
    SummedUnit,
    WebSite,
)
from .tables.people import (
    Account,
    Accounts,
    Knock,
    Membership,
    OldPassword,
    OneTimeLink,
    Seat,
)
from .tables.roster import (
    DueReport,
    PublicBody,
    UnitName,
    YearSeason,
)

__all__ = [
    "Account",
    "Accounts",
    "Acted",
    "BatchPart",
    "BureauBatch",
    "ChecklistAnswer",
    "CorrectionRound",
    "DueReport",
    "Event",
    "FoundCode",
    "HandedBy",
    "Knock",
    "Membership",
    "OldPassword",
    "OneTimeLink",
    "PublicBody",
    "PublishedPage",
    "ReturnItem",
    "Review",
    "Seat",
    "Sign",
    "SubmittedFile",
    "SummedUnit",
    "UnitName",
    "VersionMaker",
    "WebSite",
    "YearSeason",
]
