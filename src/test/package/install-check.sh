#!/bin/bash
# Installs the package in a clean Debian and lives through its life: settings, first row, first mail, secrets, a kill, a reboot,
# upgrade, downgrade, removal, purge. Needs root, debootstrap, systemd-container, python3 and the network; no part of the build.
#   install-check.sh PACKAGE.deb [SUITE]     suite: bookworm (default) or trixie
# What was said is in /tmp/pvs-watch-install.txt; the clean Debian is kept beside the machines made of it in /var/tmp.
set -euo pipefail

package=$(readlink -f "$1")
suite=${2:-bookworm}
base=/var/tmp/pvs-watch-clean-$suite
root=/var/tmp/pvs-watch-install-$suite
exec > >(tee /tmp/pvs-watch-install.txt) 2>&1

say() { printf '\n=== %s === %s\n' "$(date -u +%T)" "$*"; }
fail() {
    printf 'FAILED: %s\n' "$*"
    inside journalctl -n 40 --no-pager
    exit 1
}

boot() {
    setsid systemd-nspawn -q -b -D "$root" --register=no --keep-unit --console=read-only --resolv-conf=off \
        >"$root.console" 2>&1 </dev/null &
    nspawn=$!
    until leader && inside systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded'; do pause; done
}
pause() { read -rt 1 <> <(:) || true; }
leader() { leader=$(pgrep -P "$(pgrep -f "systemd-nspawn -q -b -D $root " | head -1)" 2>/dev/null | head -1) && [ -n "$leader" ]; }
inside() { nsenter -t "$leader" -m -u -i -p -r -w env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 TERM=dumb "$@"; }
show() { printf '# %s\n' "$*"; inside "$@" || printf '(exit code %s)\n' $?; }
until_within() { # SECONDS COMMAND...
    local end=$((SECONDS + $1)); shift
    until "$@" >/dev/null 2>&1; do [ $SECONDS -lt $end ] || fail "waited in vain for: $*"; pause; done
}
rows() { inside sh -c 'cat /var/lib/pvs-watch/csv/overview-*.csv 2>/dev/null | wc -l'; }
more_rows_than() { [ "$(rows)" -gt "$1" ]; }
active() { inside systemctl is-active -q pvs-watch; }
apt() { inside env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends -o Dpkg::Use-Pty=0 "$@"; }
brief() { grep -vE '^(Get|Preparing|Selecting|Unpacking|Setting up|Reading|Building|Fetched|debconf|Updating|Adding|\(Reading|[0-9]+ added|Running|done)' || true; }
sum() { inside sh -c 'cd /var/lib/pvs-watch && find archive -type f | sort | xargs sha256sum | sha256sum'; }

cleanup() {
    set +e
    [ -z "${nspawn:-}" ] || { leader && inside systemctl poweroff; wait "$nspawn"; } >/dev/null 2>&1
    [ -z "${smtp:-}" ] || kill "$smtp"
    rm -rf "$root" "$root".*
}
trap cleanup EXIT

read -r pvs weather mail < <(python3 -c 'import socket
held = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
print(*[each.getsockname()[1] for each in held])')

say "a clean Debian $suite"
if [ ! -d "$base" ]; then
    debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,ca-certificates,procps "$suite" "$base" >/dev/null
    read -r _ mirror _ < <(grep '^deb ' "$base/etc/apt/sources.list") # the one that debootstrap took
    { echo "deb $mirror $suite-updates main"
        echo "deb ${mirror%/}-security $suite-security main"; } >>"$base/etc/apt/sources.list"
fi
rm -rf "$root"
cp -a --reflink=auto "$base" "$root"
echo clean >"$root/etc/hostname"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp "$package" "$root/mnt/1.deb"

# the same files with one more, and a higher version
mkdir "$root.newer"
dpkg-deb -R "$package" "$root.newer"
sed -i 's/^Version: .*/&+1/' "$root.newer/DEBIAN/control"
echo new >"$root.newer/usr/share/pvs-watch/new"
dpkg-deb -Znone -b "$root.newer" "$root/mnt/2.deb" >/dev/null

python3 - "$root.mails" "$mail" <<'PY' &
import socketserver, sys
class Smtp(socketserver.StreamRequestHandler):
    def handle(self):
        say = lambda line: self.wfile.write(line + b"\r\n")
        say(b"220 sink")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                say(b"354 go on")
                with open(sys.argv[1], "ab") as out:
                    while (line := self.rfile.readline()) not in (b".\r\n", b""):
                        out.write(line)
                say(b"250 taken")
            elif word == b"QUIT":
                return say(b"221 bye")
            else:
                say(b"250 ok")
socketserver.ThreadingTCPServer.allow_reuse_address = True
socketserver.ThreadingTCPServer(("127.0.0.1", int(sys.argv[2])), Smtp).serve_forever()
PY
smtp=$!

boot
apt update >/dev/null
say "install"
apt install /mnt/1.deb 2>&1 | brief
show java -version
show systemctl is-enabled pvs-watch
show systemctl is-active pvs-watch
show sh -c 'ls -ld /etc/pvs-watch /etc/pvs-watch/* /var/lib/pvs-watch /var/cache/pvs-watch; ls -l /var/cache/pvs-watch'
[ "$(inside find /var/cache/pvs-watch -name '*.jsa' -size +5M | wc -l)" = 1 ] || fail "no class archive"
show systemd-analyze verify --man=no /lib/systemd/system/pvs-watch.service
inside systemd-analyze security --no-pager pvs-watch | tail -1

say "without settings it says what is missing, once"
show systemctl start pvs-watch
show systemctl show -p ActiveState -p NRestarts -p ExecMainStatus pvs-watch
inside journalctl -u pvs-watch -o cat --no-pager | tail -8
inside systemctl reset-failed pvs-watch
show runuser -u nobody -- pvs-watch check

say "settings, a simulated PVS, a route of one's own that is wrong"
inside systemd-run -q --unit=simulated pvs-watch simulate --port $pvs --weather-port $weather
inside sh -c 'cat >>/etc/pvs-watch/application.properties; cat /etc/pvs-watch/application.properties' <<SETTINGS
site.zone=America/Los_Angeles
site.latitude=38.58
site.longitude=-121.49
pvs.url=http://127.0.0.1:$pvs
pvs.poll-cron=5 * * * * ?
weather.url=http://127.0.0.1:$weather/v1/forecast
mail.host=127.0.0.1
mail.port=$mail
mail.security=none
mail.from=watch@home.example
mail.to=me@home.example
SETTINGS
inside sh -c 'printf -- "- route:\n    id: mine\n    from: {uri: seda:reading-mine, steps: [{nonsense: {}}]}\n" >/etc/pvs-watch/routes/mine.camel.yaml'
until_within 30 inside bash -c "exec 3<>/dev/tcp/127.0.0.1/$pvs"
began=$SECONDS
show systemctl start pvs-watch
until_within 60 active
until_within 120 more_rows_than 1
echo "first row $((SECONDS - began)) s after the start (a poll each minute)"
until_within 60 test -s "$root.mails"
grep -aE '^(Subject|To):' "$root.mails"
show pvs-watch mail --test
grep -ac '^Subject:' "$root.mails"
show pvs-watch check
show pvs-watch find 127.0.0.1:$pvs
inside journalctl -u pvs-watch -o cat --no-pager | tail -12
show systemctl show -p StatusText -p WatchdogUSec -p MemoryCurrent -p TasksCurrent pvs-watch
show sh -c 'grep -E "VmHWM|VmRSS|Threads" /proc/$(systemctl show -P MainPID pvs-watch)/status'
show sh -c 'find /var/lib/pvs-watch ! -user pvs-watch'

say "commands of root: files stay the service's, other folders are reached"
inside sh -c 'install -d -m 700 /mnt/kept'
show pvs-watch backup /mnt/kept/copy.zip
show sh -c 'ls -l /mnt/kept'
show pvs-watch incidents
inside sh -c 'install -d -m 700 /mnt/own; cd /mnt/own; pvs-watch demo --once --days 2 >/dev/null; ls'
[ -z "$(inside find /var/lib/pvs-watch ! -user pvs-watch)" ] || fail "a file of another"

say "a secret that root keeps"
inside sh -c 'install -d -m 700 /etc/pvs-watch-credentials /etc/systemd/system/pvs-watch.service.d
    echo secret >/etc/pvs-watch-credentials/mail-password; chmod 600 /etc/pvs-watch-credentials/*
    cp /usr/share/doc/pvs-watch/examples/credentials.conf /etc/systemd/system/pvs-watch.service.d/
    systemctl daemon-reload; systemctl restart pvs-watch'
until_within 60 active
show sh -c 'runuser -u pvs-watch -- sh -c "cat /run/credentials/pvs-watch.service/mail-password"; ls -l /run/credentials/pvs-watch.service'
show runuser -u nobody -- cat /run/credentials/pvs-watch.service/mail-password
inside sh -c 'rm -r /etc/systemd/system/pvs-watch.service.d /etc/pvs-watch-credentials; systemctl daemon-reload'

say "killed"
killed=$SECONDS
inside systemctl kill -s KILL pvs-watch
until_within 90 inside sh -c '[ $(systemctl show -P NRestarts pvs-watch) = 1 ] && systemctl is-active -q pvs-watch'
echo "watches again after $((SECONDS - killed)) s"

say "stopped and rebooted"
show bash -c 'time systemctl stop pvs-watch' 2>&1 | grep -vE '^(user|sys|)$|user|sys	'
show systemctl show -p Result -p ExecMainStatus pvs-watch
inside systemctl start pvs-watch
before=$(rows)
inside systemctl poweroff
wait "$nspawn" || true
boot
inside systemd-run -q --unit=simulated pvs-watch simulate --port $pvs --weather-port $weather
until_within 60 active
until_within 180 more_rows_than "$before"
echo "$before rows before, $(rows) after"

say "upgrade"
inside systemctl stop simulated
kept=$(sum)
upgraded=$SECONDS
apt -o Dpkg::Options::=--force-confold install /mnt/2.deb 2>&1 | brief
echo "$((SECONDS - upgraded)) s"
show dpkg-query -W pvs-watch
active || fail "not started after the upgrade"
[ "$(inside cat /usr/share/pvs-watch/new)" = new ]
show grep -c site.zone /etc/pvs-watch/application.properties
show ls -l /etc/pvs-watch/routes /var/cache/pvs-watch
if inside apt-cache policy openjdk-25-jre-headless | grep -q 'Candidate: [0-9]'; then
    say "another Java"
    apt install openjdk-25-jre-headless 2>&1 | brief
    show java -version
    show ls -l /var/cache/pvs-watch
    inside find /var/cache/pvs-watch -name '*25*.jsa' -size +5M | grep -q . || fail "no class archive for it"
    show systemctl restart pvs-watch
fi
say "downgrade"
apt --allow-downgrades install /mnt/1.deb 2>&1 | brief
show dpkg-query -W pvs-watch
active || fail "not started after the downgrade"
inside test ! -e /usr/share/pvs-watch/new || fail "a file of the newer version stayed"
show systemctl stop pvs-watch
inside sh -c "cd /var/lib/pvs-watch && find archive -type f | wc -l"
show pvs-watch archive verify
say "again what is there already"
for script in "postinst configure $(inside dpkg-query -Wf '${Version}' pvs-watch)" "prerm upgrade 9" "postrm upgrade 9" "postinst triggered /usr/lib/jvm" "postinst abort-upgrade 9"; do
    # shellcheck disable=SC2086
    inside /var/lib/dpkg/info/pvs-watch.$script || fail "$script"
done
show systemctl is-enabled pvs-watch

say "remove"
kept=$(sum)
apt remove pvs-watch 2>&1 | brief
show sh -c 'ls -d /etc/pvs-watch/* /var/lib/pvs-watch/* /var/cache/pvs-watch /usr/share/pvs-watch'
show systemctl list-units --all --no-legend 'pvs-watch*'
say "and installed again: all goes on"
apt install /mnt/1.deb 2>&1 | brief
until_within 60 active
[ "$(sum)" = "$kept" ] || echo "polled meanwhile"
inside systemctl stop pvs-watch
kept=$(sum)
say "purge"
apt purge pvs-watch 2>&1 | brief
show sh -c 'ls -d /etc/pvs-watch /var/lib/pvs-watch/* /var/cache/pvs-watch /usr/share/pvs-watch'
[ "$(sum)" = "$kept" ] || fail "the archive is another"
show sh -c 'find / -xdev -name "*pvs-watch*" -not -path "/proc/*" -not -path "/sys/*" -not -path "/mnt/*" 2>/dev/null'
say "and when told, the archive goes as well"
apt install /mnt/1.deb 2>&1 | brief
inside touch /var/lib/pvs-watch/purge-archive
apt purge pvs-watch 2>&1 | brief
inside test ! -e /var/lib/pvs-watch || fail "it stayed"
say "done"
