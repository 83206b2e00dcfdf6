#!/bin/sh
# Boots a small Debian with systemd in a container and runs both units in it, against a Dovecot of its own.
# By hand (make boot), as root on Debian: it takes some minutes the first time, and seconds after that.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
python=$root/.venv/bin/python
work=$root/build/boot
tree=$work/tree

[ "$(id -u)" = 0 ] || { echo "This needs root." >&2; exit 1; }
sh "$here/../install.sh" debootstrap:debootstrap systemd-nspawn:systemd-container
mkdir -p "$work/wheels" "$work/out"
if [ ! -e "$tree/opt/courtesy" ]; then
    echo "Making a Debian in $tree ..."
    rm -rf "$tree"
    debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,libpam-systemd,python3-venv,dovecot-imapd,openssl \
        bookworm "$tree" >"$work/debootstrap.log"
    rm -f "$tree"/etc/systemd/system/*.wants/dovecot*
    chroot "$tree" useradd --create-home --uid 1000 sam
    chroot "$tree" python3 -m venv /opt/courtesy
fi

echo "Installing Courtesy there ..."
rm -f "$work"/wheels/courtesy-*
"$python" -m build --wheel --outdir "$work/wheels" "$root" >/dev/null
# The container has no network: what is installed there is fetched here, for its Python.
"$python" -m pip download -q --disable-pip-version-check -d "$work/wheels" -c "$root/requirements.lock" \
    --only-binary :all: --python-version 3.11 "$work"/wheels/courtesy-*.whl
rm -rf "$tree/wheels" && cp -r "$work/wheels" "$tree/wheels"
chroot "$tree" /opt/courtesy/bin/pip install -q --no-index --find-links /wheels --upgrade --force-reinstall courtesy

install -D -m 0644 "$root/systemd/courtesy-system.service" "$tree/etc/systemd/system/courtesy.service"
install -D -m 0644 "$root/systemd/courtesy.service" "$tree/home/sam/.config/systemd/user/courtesy.service"
install -D -m 0644 "$here/trial.service" "$tree/etc/systemd/system/trial.service"
install -D -m 0644 "$here/trial.py" "$tree/trial/trial.py"
install -D -m 0644 "$here/dovecot.conf" "$tree/trial/dovecot.conf"
[ -e "$tree/trial/cert.pem" ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 \
    -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout "$tree/trial/key.pem" -out "$tree/trial/cert.pem" 2>/dev/null
chmod 755 "$tree/trial"
echo "127.0.0.1 localhost" >"$tree/etc/hosts"

echo "Booting it ..."
rm -f "$work"/out/*
systemd-nspawn -q -D "$tree" --register=no --keep-unit --private-network --volatile=overlay --bind="$work/out:/out" \
    --boot systemd.unit=multi-user.target systemd.wants=trial.service </dev/null >"$work/console.log" 2>&1 || true
cat "$work/out/trial.log"
tail -n 1 "$work/out/trial.log" | grep -qx "All is well."
