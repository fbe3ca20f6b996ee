"""Where a due report may stand, and which act takes it where: values in, values out."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Stage(StrEnum):
    """Where a due report stands."""

    ABSENT = "absent"
    DRAFTING = "drafting"
    SUBMITTED = "submitted"
    REVIEWING = "reviewing"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    CORRECTING = "correcting"
    EXEMPT = "exempt"

    @property
    def label(self) -> str:
        """What officers call it."""
        return _STAGE_WORDS[self]


_STAGE_WORDS: Mapping[Stage, str] = {
    Stage.ABSENT: "待填报",
    Stage.DRAFTING: "填报中",
    Stage.SUBMITTED: "已提交",
    Stage.REVIEWING: "审核中",
    Stage.RETURNED: "退回",
    Stage.APPROVED: "已通过",
    Stage.PUBLISHED: "已公开",
    Stage.CORRECTING: "更正中",
    Stage.EXEMPT: "不适用",
}


class Act(StrEnum):
    """What somebody does; the first are done to a due report, the others to what the bureau keeps."""

    SEE = "see"
    HAND_IN = "hand_in"
    SUM = "sum"
    BUILD = "build"
    SIGN = "sign"
    ANSWER = "answer"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    BEGIN_REVIEW = "begin_review"
    FILL = "fill"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    RECALL = "recall"
    PUBLISH = "publish"
    CORRECT = "correct"
    EXEMPT = "exempt"
    RESTORE = "restore"
    ASSIGN = "assign"

    OVERVIEW = "overview"
    ROSTER = "roster"
    SEASONS = "seasons"
    PEOPLE = "people"
    BATCH = "batch"
    TRAIL = "trail"

    AUDIT = "audit"
    BEGIN = "begin"
    PULL = "pull"

    @property
    def label(self) -> str:
        """What officers call it."""
        return _ACT_WORDS[self]


_ACT_WORDS: Mapping[Act, str] = {
    Act.SEE: "查看",
    Act.HAND_IN: "上传、修改填报表",
    Act.SUM: "汇总所属单位",
    Act.BUILD: "生成报告",
    Act.SIGN: "签署",
    Act.ANSWER: "答复退回意见",
    Act.SUBMIT: "提交",
    Act.WITHDRAW: "撤回",
    Act.BEGIN_REVIEW: "开始审核",
    Act.FILL: "填检查表",
    Act.SEND_BACK: "退回",
    Act.APPROVE: "通过",
    Act.RECALL: "撤销通过",
    Act.PUBLISH: "登记公开",
    Act.CORRECT: "公开后更正",
    Act.EXEMPT: "标为不适用",
    Act.RESTORE: "改回要报",
    Act.ASSIGN: "分派审核人",
    Act.OVERVIEW: "看总览、清单",
    Act.ROSTER: "改单位名录",
    Act.SEASONS: "改期限",
    Act.PEOPLE: "管账号和一次性链接",
    Act.BATCH: "批量生成、打包",
    Act.TRAIL: "看、导出、验证操作记录",
    Act.AUDIT: "核对别处的报告",
    Act.BEGIN: "由去年的开始",
    Act.PULL: "收回 Word 修改",
}


class Hindered(Exception):  # noqa: N818  an answer to whoever acts, not a fault
    """An act that can't be done now; `reasons` say in Chinese why and what to do."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("；".join(reasons))
        self.reasons = reasons


_OPEN = (Stage.ABSENT, Stage.DRAFTING, Stage.RETURNED, Stage.CORRECTING)
_KEPT = {one: one for one in (Stage.DRAFTING, Stage.RETURNED, Stage.CORRECTING)}
STEPS: Mapping[Act, Mapping[Stage, Stage]] = {
    Act.HAND_IN: dict.fromkeys(_OPEN, Stage.DRAFTING),
    Act.SUM: dict.fromkeys(_OPEN, Stage.DRAFTING),
    Act.BUILD: _KEPT,
    Act.SIGN: _KEPT,
    Act.ANSWER: _KEPT,
    Act.SUBMIT: dict.fromkeys(_KEPT, Stage.SUBMITTED),
    Act.WITHDRAW: {Stage.SUBMITTED: Stage.DRAFTING},
    Act.BEGIN_REVIEW: {Stage.SUBMITTED: Stage.REVIEWING},
    Act.FILL: {Stage.REVIEWING: Stage.REVIEWING},
    Act.SEND_BACK: {Stage.REVIEWING: Stage.RETURNED},
    Act.APPROVE: {Stage.REVIEWING: Stage.APPROVED},
    Act.RECALL: {Stage.APPROVED: Stage.REVIEWING},
    Act.PUBLISH: {Stage.APPROVED: Stage.PUBLISHED},
    Act.CORRECT: {Stage.PUBLISHED: Stage.CORRECTING},
    Act.EXEMPT: dict.fromkeys((Stage.ABSENT, Stage.DRAFTING, Stage.RETURNED), Stage.EXEMPT),
    Act.RESTORE: {Stage.EXEMPT: Stage.ABSENT},
    Act.ASSIGN: {one: one for one in Stage if one is not Stage.EXEMPT},
}
"""Act → stage in which it may be done → stage afterwards. What was published once is corrected, never drafted anew."""

_NOW: Mapping[Stage, str] = {
    Stage.ABSENT: "还没有填报表，请先上传",
    Stage.DRAFTING: "单位还在填，没有提交",
    Stage.SUBMITTED: "已经提交给财政局；审核开始以前可以撤回再改",
    Stage.REVIEWING: "财政局正在审核；要改请告诉审核人，由审核人退回",
    Stage.RETURNED: "已经退回给单位，等单位改好再提交",
    Stage.APPROVED: "已经审核通过；确要改，请财政局撤销通过",
    Stage.PUBLISHED: "已经公开；要改请先办“公开后更正”",
    Stage.CORRECTING: "公开后正在更正；已公开的那一版仍然有效",
    Stage.EXEMPT: "已标为不适用，不用报",
}


def stage_after(act: Act, stage: Stage, *, public: bool = False, has_form: bool = False) -> Stage:
    """Where an act leads. `public`: a version of it was published before. Raises `Hindered`."""
    target = STEPS[act].get(stage)
    if target is None or (act is Act.EXEMPT and public):
        raise Hindered(f"现在是“{stage.label}”，不能{act.label}：{_NOW[stage]}")
    if target is Stage.DRAFTING and public:
        return Stage.CORRECTING
    return Stage.DRAFTING if target is Stage.ABSENT and has_form else target


def may_be_done(act: Act, stage: Stage) -> bool:
    """Whether an act has its time at a stage."""
    return stage in STEPS[act]
