"""勾稽关系: what must hold between the figures of a budget report, for the tests to judge any report by.

Each relation has its id from the list of tie-outs found in published reports: T1 … T13 within a table, X between
tables, CODE for codes, L for labels, N for sentences, P for target forms. The list has no T7.total, T8.…, T9.…, T11.…,
X.T5T2i, X.T7T1, N5.change, N10.none: the reports it was made from had nothing to test them on. Left out are those that
hang on what a report does not say (last year's carry-over, which project has which code) or on one body's habits (E).
Sums of rounded figures may be off by half a hundredth for every figure that takes part; one figure printed in two
places may not be off at all.
"""

from . import across, by_code, listed, money_sentences, other_sentences, two_sided
from .claims import TIE_OUTS, Claim, broken, has_tail
from .seen import NOTE, SeenReport, as_exact, as_printed

RELATIONS = (two_sided, by_code, listed, across, money_sentences, other_sentences)

__all__ = ["NOTE", "RELATIONS", "TIE_OUTS", "Claim", "SeenReport", "as_exact", "as_printed", "broken", "has_tail"]
