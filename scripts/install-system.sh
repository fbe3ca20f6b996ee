#!/bin/sh
# System packages that only tests need: Pango and HarfBuzz's subsetter for the second way to a PDF. The program itself
# needs none.
# --with-office adds LibreOffice and fonts for it, which only `make test-all` and `make bench` use; --with-browser adds
# Chromium, which only `make test-all` uses; --with-postgres adds PostgreSQL, on which tests of the bureau's server run again.
set -eu

wanted="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
for option in "$@"; do
    case "$option" in
        --with-office) wanted="$wanted libreoffice-writer-nogui fonts-liberation fonts-noto-cjk" ;;
        --with-browser) wanted="$wanted chromium fonts-noto-cjk" ;;
        --with-postgres) wanted="$wanted postgresql" ;;
    esac
done

if ! command -v apt-get >/dev/null 2>&1; then
    echo "这台机器没有 apt-get。测试要的 Pango 请自行安装；macOS：brew install pango。"
    exit 0
fi

missing=""
for package in $wanted; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
echo "安装系统软件包：$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086  # the list is meant to be split
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
