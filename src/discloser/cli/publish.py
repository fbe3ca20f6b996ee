"""`discloser publish`."""

from __future__ import annotations

from pathlib import Path

import click

from ..model.report.online import USUAL_COLUMN, SiteOwner
from ..usecases.kind_faults import Library
from ..usecases.publishing.site import check_saved
from ..usecases.publishing.site import publish as publish_folders
from .options import Command, library_option
from .outcome import exit_status, print_findings

_FOLDER = click.Path(exists=True, path_type=Path)


@click.command(cls=Command)
@click.argument("folders", type=_FOLDER, nargs=-1, required=True, metavar="文件夹或网页...")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, metavar="网站文件夹",
              help="放在哪个文件夹；里面已有的报告留着，目录把它们都列上。")
@click.option("--site-name", default="", metavar="名称", help="网站名称，写在网页的 SiteName 里。")
@click.option("--site-domain", default="", metavar="域名", help="网站域名，写在 SiteDomain 里，不带 http。")
@click.option("--site-code", default="", metavar="标识码", help="政府网站标识码，写在 SiteIDCode 里。")
@click.option("--column", default=USUAL_COLUMN, metavar="栏目", help=f"栏目名称，缺省为“{USUAL_COLUMN}”。")
@click.option("--publisher", default="", metavar="机构", help="发布机构，缺省为单位自己。")
@click.option("--facts", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="清单.xlsx",
              help="补填了索引号、文号、成文日期等的目录（网站文件夹里的 list.xlsx）。")
@click.option("--replace", is_flag=True, help="网站文件夹里的还没有真正公开：换成新的，不留旧版。")
@click.option("--check", "checking", is_flag=True,
              help="不放，只核对：公布以后从网站上存下的网页或文件夹，和网站文件夹里公布的是不是一样。")
@library_option
def publish(
    folders: tuple[Path, ...], output: Path, site_name: str, site_domain: str, site_code: str, column: str,
    publisher: str, facts: Path | None, replace: bool, checking: bool, library: Library,
) -> int:
    """把生成好的报告排成放到单位网站上的一套网页：目录、每个单位一页、PDF、Word、数据、一图读懂。

    文件夹是 build 或者 batch run 放报告的文件夹。没有核对过、改动过、放错了单位的，一份都不写。
    公开过的报告改了，要有更正说明；旧的留在 v1、v2……里。
    """
    if checking:
        return _checked(folders, output)
    if file := next((path for path in folders if not path.is_dir()), None):
        raise click.BadParameter(f"“{file}”不是文件夹；核对网页请加 --check")
    owner = SiteOwner(site_name, site_domain, site_code, column, publisher)
    published = publish_folders(folders, output, owner, library, facts=facts, replace=replace)
    if published.found:
        print_findings("、".join(map(str, folders)), list(published.found))
        click.echo("没有写任何网页：请先改正上面的错误。", err=True)
        return exit_status({"": list(published.found)})
    for one in published.reports:
        click.echo(f"已放好：{output / one.path}　{one.title}")
    for name, reason in (published.left_out or {}).items():
        click.echo(f"没有 {name.upper()}：{reason}", err=True)
    click.echo(f"目录：{output / 'index.html'}；这次写了 {published.changed} 个文件")
    return 0


def _checked(saved: tuple[Path, ...], site: Path) -> int:
    """Say of pages that were saved from the web whether they are what was published."""
    looked = {str(one): check_saved(one, site) for one in saved}
    for name, one in looked.items():
        print_findings(name, list(one.found))
        for title in one.titles:
            click.echo(f"核对过：{title}")
        if one.elsewhere:
            click.echo(f"有 {one.elsewhere} 个链接指向这个文件夹以外，没有问过")
    if not any(one.found for one in looked.values()):
        click.echo("标题、日期、链接和文件都和公布的一样")
    return exit_status({name: list(one.found) for name, one in looked.items()})
