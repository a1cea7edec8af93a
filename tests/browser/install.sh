#!/bin/sh
# Prints the path of a Chromium for the browser tests. Where there is none it is installed if this
# user may; else this fails: the tests are never skipped in silence.
# $CHROMIUM names one that lies elsewhere.
set -u
root=$(dirname "$0")/../..

if [ -n "${CHROMIUM:-}" ]; then
    "$CHROMIUM" --version >/dev/null 2>&1 && echo "$CHROMIUM" && exit 0
    echo "CHROMIUM=$CHROMIUM 不能运行。" >&2
    exit 1
fi
command -v chromium && exit 0
sh "$root/.ci/apt-install" chromium fonts-noto-cjk || exit 1
command -v chromium && exit 0
echo "装好之后仍找不到 chromium。可以用 CHROMIUM=路径 指明另一个。" >&2
exit 1
