"""Forms that a form names: a department's units, last year's form. They lie in its own folder or in one below it.

A form comes from somebody else; it must not make the program open what lies anywhere else on the machine.
"""

from __future__ import annotations

from pathlib import Path

from ...disk import Files
from ...model.finding import Finding, Severity
from ...model.place import FormPath, Places
from ..problems import FORM_PROBLEMS

OUTSIDE = FORM_PROBLEMS.declare(
    "LNK001", "引用的填报表在本表的文件夹里",
    message="“{found}”不在本表所在的文件夹里",
    hint="请把那份填报表放到本表的文件夹里，或者它下面的文件夹里，只写文件名，例如 上年.yaml 或 各单位/本级.xlsx",
)
MISSING = FORM_PROBLEMS.declare(
    "LNK002", "引用的填报表都在",
    message="没有“{found}”这个文件",
    hint="请核对文件名和扩展名（.yaml、.xlsx），以及它是不是在本表的文件夹里",
)
FAULTY = FORM_PROBLEMS.declare(
    "LNK003", "引用的填报表没有错误",
    message="“{found}”有 {errors} 处错误，没有用它计算",
    hint="请先改正那份填报表里的错误，它们列在它自己的文件名下面",
)
NOT_LAST_YEAR = FORM_PROBLEMS.declare(
    "LNK004", "上年的填报表是上一年的",
    message="“{found}”是{wrong}的填报表，应当是{expected}的",
    hint="请改成上一年度、同一地区、同一类型的填报表",
)
OTHER_BODY = FORM_PROBLEMS.declare(
    "LNK005", "上年的填报表是同一个单位的",
    message="“{found}”是“{wrong}”的填报表，本表是“{expected}”的",
    hint="单位更名的，不必改；写错文件的，请改正",
    severity=Severity.WARNING,
)
TOO_MANY = FORM_PROBLEMS.declare(
    "DEP001", "所属单位不太多",
    message="列了 {found} 个所属单位，最多 {expected} 个",
    hint="请核对有没有重复；单位确实更多的，请按主管部门分开汇总",
)
A_DEPARTMENT = FORM_PROBLEMS.declare(
    "DEP002", "所属单位是单位，不是部门",
    message="“{found}”自己也列了所属单位{itself}",
    hint="请只列单位的填报表：本级另填一份单位的表，下级部门的各单位一个一个列出",
)
OWN_LINES = FORM_PROBLEMS.declare(
    "DEP003", "部门的填报表不填由各单位汇总的行",
    message="这是部门的填报表，“{found}”由所属单位汇总，不能在这里填",
    hint="请把它们移到本级或者所属单位的填报表里",
)
OTHER_REPORT = FORM_PROBLEMS.declare(
    "DEP005", "所属单位与部门同一年度、同一地区、同一种报告",
    message="“{unit}”的{key}是“{found}”，本部门汇总的应当是“{expected}”",
    hint="请核对所属单位的填报表是不是放错了，或者“报告”里填错了",
)

MOST_UNITS = 500


def named_form(form: Path, files: Files, name: str, at: FormPath, places: Places) -> Path | Finding:
    """The file that a form names at a path, or why it can't be used."""
    plain = name.replace("\\", "/")
    wanted = form.parent / plain
    try:
        inside = not plain.startswith("/") and ":" not in plain and ".." not in plain.split("/") and (
            files.leads_to(wanted).is_relative_to(files.leads_to(form.parent)))
        missing = inside and not files.there(wanted)
    except (OSError, ValueError, RuntimeError):  # a name too long for the system, a link to itself
        inside, missing = True, True
    if not inside:
        return OUTSIDE.at(places.of(at), field="".join(str(key) for key in at[:1]), found=name)
    return MISSING.at(places.of(at), field="".join(str(key) for key in at[:1]), found=name) if missing else wanted
