#!/bin/sh
# Makes a Debian package of the wheel: make deb, which calls  build.sh WHEEL OUTPUT-DIRECTORY  with SOURCE_DATE_EPOCH set.
#
# Half of what Courtesy needs is not in Debian, or too old there, so the package brings a virtual environment of its own in
# /opt/courtesy, as dh-virtualenv would make it. That is not used: in Debian it lives by non-maintainer uploads (1.2.2-1.3),
# and brings debhelper and build scripts of its own for what dpkg-deb and the lines below do.
# The environment is made in a staging directory and its few absolute paths are set right after. It is bound to the Python
# that it was made with, minor version and all, which Depends: says.
#
# The same sources and the same lock give the same bytes: byte code is bound to hashes, not times, dpkg-deb sets the times.
set -eu
umask 022
wheel=$(realpath "$1") out=$(realpath "$2")
here=$(cd "$(dirname "$0")" && pwd) root=$(cd "$(dirname "$0")/.." && pwd)
stage=$root/build/deb/stage
venv=$stage/opt/courtesy
python=/usr/bin/python3
version=$(basename "$wheel" | cut -d- -f2)
minor=$($python -c 'import sys; print(sys.version_info[1])')
arch=$(dpkg --print-architecture)
export PYTHONHASHSEED=0

[ "$minor" -ge 11 ] || { echo "$python is too old; Courtesy needs 3.11." >&2; exit 1; }
rm -rf "$stage" && mkdir -p "$venv"

echo "Making /opt/courtesy in $stage ..."
$python -m venv --without-pip "$venv"
"$root/.venv/bin/python" -m pip --python "$venv/bin/python" --disable-pip-version-check --no-input install -q --no-compile \
    --only-binary :all: -c "$root/requirements.lock" "$wheel[demo,caldav,apprise]"

# urllib3-future, which caldav brings, lays itself over urllib3 whenever Python starts. That is done here, once for all, and
# not on the machine, where no file of a package may change.
"$venv/bin/python" -c ""
rm -f "$venv"/lib/python3.*/site-packages/urllib3_future.pth

# What would tell where and when it was built, and programs of the libraries' own.
rm -f "$venv"/lib/python3.*/site-packages/courtesy-*.dist-info/direct_url.json
rm -rf "$venv/include" "$venv/lib64"
find "$venv/bin" ! -type d ! -name courtesy ! -name 'python*' -delete
sed -i "1s|^#!.*|#!/opt/courtesy/bin/python3|" "$venv/bin/courtesy"
sed -i '/^command = /d' "$venv/pyvenv.cfg"
find "$venv/bin" -type l -delete && ln -s $python "$venv/bin/python3" && ln -s python3 "$venv/bin/python"
# RECORD tells the hashes of files that have just changed or gone; nothing will ever uninstall by it.
find "$venv" -path '*.dist-info/RECORD' -delete
find "$venv" -name __pycache__ -prune -exec rm -rf {} +
$python -m compileall -q --invalidation-mode unchecked-hash -s "$stage" -p / "$venv/lib"

echo "Laying the rest where Debian looks for it ..."
share=$venv/share
lay() { install -D -m 0644 "$1" "$stage/$2"; }
lay "$share/man/man1/courtesy.1" usr/share/man/man1/courtesy.1
lay "$share/bash-completion/completions/courtesy" usr/share/bash-completion/completions/courtesy
lay "$share/zsh/site-functions/_courtesy" usr/share/zsh/vendor-completions/_courtesy
lay "$share/fish/vendor_completions.d/courtesy.fish" usr/share/fish/vendor_completions.d/courtesy.fish
lay "$share/courtesy/systemd/courtesy-system.service" usr/lib/systemd/system/courtesy.service
lay "$share/courtesy/courtesy.toml" etc/courtesy/courtesy.toml.sample
lay "$root/CHANGELOG.md" usr/share/doc/courtesy/changelog
lay "$root/LICENSE" usr/share/doc/courtesy/copyright
lay "$root/README.md" usr/share/doc/courtesy/README.md
rm -rf "$share"
gzip -9n "$stage/usr/share/man/man1/courtesy.1" "$stage/usr/share/doc/courtesy/changelog"
mkdir -p "$stage/usr/bin" && ln -s /opt/courtesy/bin/courtesy "$stage/usr/bin/courtesy"

mkdir "$stage/DEBIAN"
echo /etc/courtesy/courtesy.toml.sample >"$stage/DEBIAN/conffiles"
(cd "$stage" && find etc opt usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$stage/DEBIAN/md5sums"
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@MINOR@/$minor/" -e "s/@NEXT@/$((minor + 1))/" \
    -e "s/@SIZE@/$(cd "$stage" && find etc opt usr -type f -printf '%s\n' | awk '{n += $1} END {print int(n / 1024)}')/" \
    "$here/control.in" >"$stage/DEBIAN/control"
for script in postinst prerm postrm; do
    install -m 0755 "$here/$script" "$stage/DEBIAN/$script"
done
chmod -R u=rwX,go=rX "$stage"
dpkg-deb --root-owner-group -Zxz --build "$stage" "$out/courtesy_${version}_$arch.deb"
