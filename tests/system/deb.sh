#!/bin/sh
# Installs the Debian package on this machine, tries it, removes and purges it; nothing may be left:  deb.sh PACKAGE
# By hand (make deb-test), as root on Debian, where neither a package nor a directory called courtesy may be there before.
set -eu
package=$1
ours="/opt/courtesy /etc/courtesy /var/lib/courtesy /usr/bin/courtesy /usr/lib/systemd/system/courtesy.service"

[ "$(id -u)" = 0 ] || { echo "This needs root." >&2; exit 1; }
for path in $ours; do
    [ ! -e "$path" ] || { echo "$path is there already; it is not touched." >&2; exit 1; }
done
scratch=$(mktemp -d)
trap 'dpkg --purge courtesy >/dev/null 2>&1 || true; rm -rf "$scratch"' EXIT
say() { echo "== $*"; }
# As a user would have it, with nothing of the checkout's environment.
try() { (cd "$scratch" && env -i HOME="$scratch" PATH=/usr/bin:/bin LANG=C.UTF-8 "$@"); }

say "install"
apt-get -qq -o Dpkg::Use-Pty=0 install -y --no-install-recommends "$(realpath "$package")" >/dev/null
dpkg --verify courtesy
try courtesy --version
say "demo"
try courtesy demo --keep kept | tail -n 3
ls "$scratch"/kept/*.eml "$scratch"/kept/*.ics >/dev/null
dpkg --verify courtesy
find /opt/courtesy | LC_ALL=C sort >"$scratch/there"
dpkg -L courtesy | grep '^/opt/courtesy' | LC_ALL=C sort | diff - "$scratch/there"
say "man page, completion, unit, sample"
man --warnings -l /usr/share/man/man1/courtesy.1.gz 2>&1 >/dev/null | tee "$scratch/warnings"
[ ! -s "$scratch/warnings" ]
bash -n /usr/share/bash-completion/completions/courtesy
systemd-analyze verify /usr/lib/systemd/system/courtesy.service
[ -f /etc/courtesy/courtesy.toml.sample ]

say "installed once more, above itself"
dpkg -i "$package" >/dev/null
say "removed: configuration and state stay"
mkdir -p /var/lib/courtesy && touch /var/lib/courtesy/state /etc/courtesy/courtesy.toml
dpkg --remove courtesy >/dev/null
[ ! -e /opt/courtesy ] && [ ! -e /usr/bin/courtesy ]
[ -e /var/lib/courtesy/state ] && [ -e /etc/courtesy/courtesy.toml.sample ]
say "purged: nothing stays"
dpkg --purge courtesy >/dev/null
for path in $ours; do
    [ ! -e "$path" ] || { echo "$path was left." >&2; exit 1; }
done
[ -z "$(dpkg -l courtesy 2>/dev/null | grep '^[ir][a-z] ')" ]
echo "All is well."
