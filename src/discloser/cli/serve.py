"""`discloser serve`."""

from __future__ import annotations

from pathlib import Path

import click

from .options import Command, data_option


@click.command(cls=Command)
@click.option("--port", type=click.IntRange(1, 65535), metavar="端口", help="用哪个端口；不写就用 8766，被占用时另选。")
@click.option("--no-browser", is_flag=True, help="只印出网址，不打开浏览器。")
@click.option(
    "--templates", metavar="文件夹", type=click.Path(exists=True, file_okay=False, resolve_path=True, path_type=Path),
    help="另外的版式文件夹，优先于自带的版式；改过以后要重新打开才算数。",
)
@data_option
@click.option("--hosted", is_flag=True,
              help="财政局的服务器：各单位登录填报，财政局审核；先运行 portal init。见 docs/bureau-server.md。")
@click.option("--listen", metavar="地址:端口", help="服务器在哪里等代理，不写就是 127.0.0.1:8766。只用于 --hosted。")
@click.option("--proxy", metavar="地址", help="代理在另一台机器上时它的地址；只信它说的来处。只用于 --hosted。")
def serve(
    port: int | None, no_browser: bool, templates: Path | None, hosted: bool, listen: str | None, proxy: str | None,
) -> int:
    """在浏览器里用：上传填报表、看问题、改、生成、下载。只有这台电脑能打开，文件不离开这台电脑。"""
    if (listen or proxy) and not hosted:
        raise click.UsageError("--listen 和 --proxy 要和 --hosted 一起写")
    if port and hosted:
        raise click.UsageError("--hosted 用 --listen 写地址和端口，不用 --port")
    try:
        from ..web.bureau.hosted import LISTEN, serve_hosted
        from ..web.bureau.hosting import UnsafeServer
        from ..web.desk import OtherKinds, PortTaken, UnfitFolder
        from ..web.desk import serve as serve_page
    except ModuleNotFoundError as missing:
        raise click.UsageError('网页要另外安装：pip install "discloser[web]"') from missing
    try:
        if hosted:
            serve_hosted(listen or LISTEN, proxy or "", say=click.echo, templates=templates)
        else:
            serve_page(port, browser=not no_browser, say=click.echo, templates=templates)
    except (OtherKinds, PortTaken, UnfitFolder, UnsafeServer) as refused:
        raise click.UsageError(str(refused)) from refused
    return 0
