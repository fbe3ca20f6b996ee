#!/bin/sh
# System packages that pip cannot bring: Pango for the PDF, HarfBuzz's subsetter (without it fonts are
# subset in Python, 2 to 6 times slower), and a fallback font for rare characters of names.
# --with-office adds LibreOffice, which only `make test-all` and `make bench` use; --with-browser adds Chromium, which
# only `make test-all` uses.
set -eu

wanted="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"
for option in "$@"; do
    case "$option" in
        --with-office) wanted="$wanted libreoffice-writer-nogui fonts-liberation" ;;
        --with-browser) wanted="$wanted chromium" ;;
    esac
done

if ! command -v apt-get >/dev/null 2>&1; then
    echo "这台机器没有 apt-get。请自行安装 Pango 和 HarfBuzz（含 harfbuzz-subset）；macOS：brew install pango。"
    exit 0
fi

if ! python3 -c 'import ensurepip' >/dev/null 2>&1; then
    wanted="$wanted python3-venv"
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
