#!/bin/sh
# Installs by apt what is missing of the programs and libraries named as PROGRAM:PACKAGE, where it may; else says what to install.
set -eu

PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"
missing=
for pair; do
    case "$pair" in
    lib*.so*:*) ldconfig -p | grep -qF "${pair%%:*} " ;;
    *) command -v "${pair%%:*}" >/dev/null ;;
    esac || missing="$missing ${pair#*:}"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    root=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    root="sudo -n"
else
    root=no
fi
if [ "$root" = no ] || ! command -v apt-get >/dev/null; then
    echo "Please install these first (the names are Debian's):$missing" >&2
    [ "$root" != no ] || echo "    sudo apt-get install$missing" >&2
    exit 1
fi

echo "Installing$missing ..."
export DEBIAN_FRONTEND=noninteractive
apt() { $root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@"; }
fetch() { apt install -y --no-install-recommends $missing >/dev/null </dev/null; }
fetch 2>/dev/null || { apt update && fetch; }

# The tests start a Dovecot of their own; the machine is not to run one because of them.
case "$missing" in
*dovecot*) [ ! -d /run/systemd/system ] || $root systemctl disable -q --now dovecot.socket dovecot.service || true ;;
esac
