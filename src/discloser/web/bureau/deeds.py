"""What the trail tells beside what is done to due reports: who was let in, what was done to the server."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Deed(StrEnum):
    """Something done at the door, on the server's machine, or to what the bureau keeps."""

    SIGNED_IN = "signed_in"
    LOCKED = "locked"
    PASSWORD = "password"
    ACCOUNT = "account"
    ROLE = "role"
    ROLE_TAKEN = "role_taken"
    CLOSED = "account_closed"
    OPENED = "account_opened"
    LINK = "link"
    LINK_USED = "link_used"
    LINK_REVOKED = "link_revoked"
    BACKUP = "backup"
    PUT_BACK = "put_back"
    TIDIED = "tidied"
    ROSTER = "roster_taken"
    SEASON = "season"
    SITE = "site"
    BATCH = "batch_begun"
    PACKAGE = "package"
    PAGE_CHECK = "page_check"
    TRAIL_EXPORT = "trail_export"

    @property
    def label(self) -> str:
        """What people call it."""
        return _WORDS[self]


_WORDS: Mapping[Deed, str] = {
    Deed.SIGNED_IN: "登录",
    Deed.LOCKED: "密码输错太多次，锁 15 分钟",
    Deed.PASSWORD: "换密码",
    Deed.ACCOUNT: "开账号",
    Deed.ROLE: "给角色",
    Deed.ROLE_TAKEN: "收回角色",
    Deed.CLOSED: "停用账号",
    Deed.OPENED: "启用账号",
    Deed.LINK: "发链接",
    Deed.LINK_USED: "用链接",
    Deed.LINK_REVOKED: "收回链接",
    Deed.BACKUP: "备份",
    Deed.PUT_BACK: "由备份恢复",
    Deed.TIDIED: "删去旧的草稿",
    Deed.ROSTER: "导入名录",
    Deed.SEASON: "改期限",
    Deed.SITE: "改网站信息",
    Deed.BATCH: "开始一批",
    Deed.PACKAGE: "做好公开包",
    Deed.PAGE_CHECK: "核对公开的网页",
    Deed.TRAIL_EXPORT: "导出操作记录",
}
