"""What is done to due reports, a function an act: each holds the row, asks who may and what is missing, writes.

Views call these and nothing else. All raise `NotAllowed` (the matrix gives it to others) and `Hindered` (not now: the
reasons are sentences for whoever acts).
"""

from .after import correct, publish, write_statement
from .bureau import assign, exempt, recall, restore
from .holding import NotAllowed
from .judge import FilledItem, approve, begin_review, fill, send_back
from .summing import sum_up
from .unit import add_beside, answer, ask_build, begin_form, hand_in, hand_in_other, sign, submit, withdraw

__all__ = [
    "FilledItem", "NotAllowed", "add_beside", "answer", "approve", "ask_build", "assign", "begin_form", "begin_review",
    "correct", "exempt", "fill", "hand_in", "hand_in_other", "publish", "recall", "restore", "send_back", "sign",
    "submit", "sum_up", "withdraw", "write_statement",
]
