"""`discloser serve`."""

from __future__ import annotations

from pathlib import Path

import click

from .options import Command


@click.command(cls=Command)
@click.option("--port", type=click.IntRange(1, 65535), metavar="端口", help="用哪个端口；不写就用 8766，被占用时另选。")
@click.option("--no-browser", is_flag=True, help="只印出网址，不打开浏览器。")
@click.option(
    "--templates", metavar="文件夹", type=click.Path(exists=True, file_okay=False, resolve_path=True, path_type=Path),
    help="另外的版式文件夹，优先于自带的版式；改过以后要重新打开才算数。",
)
def serve(port: int | None, no_browser: bool, templates: Path | None) -> int:
    """在浏览器里用：上传填报表、看问题、改、生成、下载。只有这台电脑能打开，文件不离开这台电脑。"""
    try:
        from ..web.desk import OtherKinds, PortTaken, UnfitFolder
        from ..web.desk import serve as serve_page
    except ModuleNotFoundError as missing:
        raise click.UsageError('网页要另外安装：pip install "discloser[web]"') from missing
    try:
        serve_page(port, browser=not no_browser, say=click.echo, templates=templates)
    except (OtherKinds, PortTaken, UnfitFolder) as refused:
        raise click.UsageError(str(refused)) from refused
    return 0
