"""A copy of a workbook in which what was found is marked."""

from __future__ import annotations

from pathlib import Path

from ..disk import write_all
from ..model.finding import Finding
from ..model.place import Place
from ..read.docx.package import UnreadableDocx, WordPackage
from ..read.form.files import UnknownFormat
from ..read.xlsx.package import RefusedWorkbook, is_workbook, package_in
from ..write.marked.document import marked_document
from ..write.marked.marked import can_be_marked, marked_workbook
from ..write.marked.parts import UnreadablePart
from ..write.marked.pdf import CannotMark, marked_pdf
from .audit import Audited
from .check import Checked


def takes_marks(path: Path) -> bool:
    """Whether a form is a file that findings can be marked in: a workbook."""
    return is_workbook(path)


def marks_reports(path: Path) -> bool:
    """Whether a printed report is a file that findings can be marked in: a PDF, a Word document or a workbook."""
    return path.suffix.lower() in (".pdf", ".docx") or is_workbook(path)


def write_marked_report(audited: Audited, target: Path) -> str:
    """Write a copy of an audited report with its findings marked; the words of what keeps it from being."""
    try:
        write_all({target: marked_report(audited)})
    except CannotMark as hindered:
        return str(hindered)
    return ""


def marked_report(audited: Audited) -> bytes:
    """An audited PDF, document or workbook with its findings marked. Raises `CannotMark`, whose words say why."""
    sort = audited.file.path.suffix.lower()
    if sort == ".pdf":
        return marked_pdf(audited.file.content, audited.findings, audited.turned)
    try:
        if sort == ".docx":
            return marked_document(WordPackage(audited.file.content).parts(), audited.findings)
        parts = package_in(audited.file).parts()
        if not can_be_marked(parts):
            raise CannotMark("这个工作簿的格式标注不了；请另存为“Excel 工作簿（*.xlsx）”再核对一次")
        return marked_workbook(parts, audited.findings)
    except (UnreadablePart, RefusedWorkbook, UnreadableDocx):
        raise CannotMark("这个文件读不完整，标注不了；问题可以写成清单（.xlsx）或检查报告（.pdf）") from None


def write_marked(checked: Checked, target: Path) -> list[Finding]:
    """Write a copy of a checked workbook with its findings marked; those of forms that it names are listed only.

    What keeps it from being written is told. Raises `UnknownFormat` for the stricter dialect that few programs write.
    """
    marked = marked_form(checked)
    if isinstance(marked, Finding):
        return [marked]
    write_all({target: marked})
    return []


def marked_form(checked: Checked) -> bytes | Finding:
    """A checked workbook with its findings marked, or what keeps it from being. Raises like `write_marked`."""
    origin = checked.files[0].path
    own = [finding if finding.place.file == str(origin) else _of_another(finding, origin)
           for finding in checked.findings]
    try:
        package = package_in(checked.files[0])
        parts = package.parts()
        if not can_be_marked(parts):
            raise UnknownFormat("这个工作簿是“严格 Open XML”格式，不能标注；请另存为“Excel 工作簿（*.xlsx）”再核对一次")
        return marked_workbook(parts, own)
    except UnreadablePart as part:
        return package.damaged(f"{part} 读不出来，问题标不上去").finding
    except RefusedWorkbook as refused:
        return refused.finding


def _of_another(finding: Finding, origin: Path) -> Finding:
    """A finding in another file as the workbook's list tells it: the cell it names is not one of this workbook."""
    return finding._replace(place=Place(str(origin)), related=(), message=f"{finding.place}：{finding.message}")
