#!/bin/bash
# Installs the package in a clean Debian and lives through its life: set-up, first row, first mail, own routes, secrets, a kill, a
# round that never ends, a reboot, upgrade, downgrade, removal, purge. Needs root, debootstrap, systemd-container, python3, openssl
# and the network; no part of the build. Half of its quarter of an hour is the watchdog's wait.
#   install-check.sh PACKAGE.deb [SUITE]     suite: bookworm (default) or trixie
# What was said is in /tmp/pvs-watch-install-SUITE.txt; the clean Debian is kept beside the machines made of it in /var/tmp.
set -eEuo pipefail

package=$(readlink -f "$1")
suite=${2:-bookworm}
base=/var/tmp/pvs-watch-clean-$suite
root=/var/tmp/pvs-watch-install-$suite
exec > >(tee "/tmp/pvs-watch-install-$suite.txt") 2>&1 </dev/null # whoever asks something gets no answer, and fails

# Two machines at once share control groups, and the systemd of one fails at the other's processes. The machine holds this too.
exec 9>/var/tmp/pvs-watch-install.lock
flock -n 9 || { echo "FAILED: another one runs, or is left over"; exit 1; }

# -- the tools of the steps below; "show" only prints, the others fail
say() { printf '\n=== %s === %s\n' "$(date -u +%T)" "$*"; }
fail() {
    trap - ERR
    printf 'FAILED: %s\n' "$*"
    inside systemctl status --no-pager -n 0 pvs-watch || true
    inside journalctl -u pvs-watch -u simulated -n 40 --no-pager || true
    exit 1
}
trap 'fail "line $LINENO: $BASH_COMMAND"' ERR

boot() {
    setsid systemd-nspawn -q -b -D "$root" --register=no --keep-unit --console=read-only --resolv-conf=off \
        >"$root.console" 2>&1 </dev/null &
    nspawn=$!
    until leader && inside systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded'; do pause; done
}
pause() { read -rt 1 <> <(:) || true; }
leader() { leader=$(pgrep -P "$nspawn" | head -1) && [ -n "$leader" ]; }
inside() { nsenter -t "$leader" -m -u -i -p -r -w env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 TERM=dumb "$@"; }
show() { printf '# %s\n' "$*"; inside "$@" || printf '(exit code %s)\n' $?; }
sees() { # PATTERN COMMAND...: prints what it says, in which the pattern must be; "(exit code 1)" ends what failed
    local wanted=$1 said
    shift
    printf '# %s\n' "$*"
    said=$(inside "$@" 2>&1) || said+="${said:+$'\n'}(exit code $?)"
    printf '%s\n' "$said"
    [[ $said =~ $wanted ]] || fail "this does not say: $wanted"
}
until_within() { # SECONDS COMMAND...
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do [ $SECONDS -lt $end ] || fail "waited in vain for: $*"; pause; done
}
apt() { inside env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends -o Dpkg::Use-Pty=0 "$@"; }
brief() { grep -vE '^(Get|Preparing|Selecting|Unpacking|Setting up|Reading|Building|Fetched|debconf|Updating|Adding|  |The following pack|Use .apt|\(Reading|[0-9]+ added|Running|done)' || true; }

# -- what the service did
prop() { inside systemctl show -P "$1" pvs-watch; }
active() { inside systemctl is-active -q pvs-watch; }
started_anew() { [ "$(prop NRestarts)" = "$1" ] && active; }
rows() { inside sh -c 'tail -q -n +2 /var/lib/pvs-watch/csv/overview-*.csv 2>/dev/null | wc -l'; }
answers() { inside find /var/lib/pvs-watch/archive -type f -name '*_pvs1.json.gz' | wc -l; }
more_rows_than() { [ "$(rows)" -gt "$1" ]; }
each_answer_is_one_row() { # nothing lost, nothing doubled
    [ "$(rows)" = "$(answers)" ] && [ -z "$(inside sh -c 'cut -d, -f1 /var/lib/pvs-watch/csv/overview-*.csv | sort | uniq -d')" ]
}
goes_on() { # a poll more, and each answer is one row
    local before
    before=$(rows)
    until_within 150 more_rows_than "$before"
    until_within 20 each_answer_is_one_row
    echo "$before rows before, $(rows) rows of $(answers) answers now"
}
own_route_heard() { inside sh -c 'cat /var/lib/pvs-watch/mine/power.txt 2>/dev/null | wc -l'; }
own_route_heard_more_than() { [ "$(own_route_heard)" -gt "$1" ]; }
of_owner() { inside sh -c 'cd /etc/pvs-watch && find . -type f | sort | xargs -d "\n" stat -c "%a %U %n" && find . -type f | sort | xargs -d "\n" sha256sum'; }
remember_data() { inside sh -c 'cd /var/lib/pvs-watch && find archive -type f | sort | xargs sha256sum >/mnt/archive.sums; wc -l </mnt/archive.sums'; }
data_is_there() { inside sh -c 'cd /var/lib/pvs-watch && sha256sum --quiet -c /mnt/archive.sums'; }
simulate() { # from a copy of the program, for it stays while the package goes
    inside systemd-run -q --unit=simulated --setenv=PVS_WATCH_JAR=/mnt/simulator/pvs-watch.jar --setenv=PVS_WATCH_CACHE=/mnt/none \
        /mnt/simulator/launch simulate --port "$pvs" --weather-port "$weather"
    until_within 30 inside bash -c "exec 3<>/dev/tcp/127.0.0.1/$pvs"
}

cleanup() {
    set +e
    trap - ERR
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
rm -rf "$root" "$root".*
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
cp -a "$root.newer/usr/share/pvs-watch" "$root/mnt/simulator"

# a mail server that wants TLS and a login
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=sink -addext subjectAltName=IP:127.0.0.1 \
    -keyout "$root.key" -out "$root/mnt/mail-ca.pem" 2>/dev/null
python3 - "$root.mails" "$mail" "$root/mnt/mail-ca.pem" "$root.key" <<'PY' &
import base64, socketserver, ssl, sys
tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain(sys.argv[3], sys.argv[4])
class Smtp(socketserver.StreamRequestHandler):
    def handle(self):
        say = lambda *lines: self.wfile.write(b"".join(line + b"\r\n" for line in lines))
        offered, known = b"STARTTLS", False
        say(b"220 sink")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"EHLO":
                say(b"250-sink", b"250 " + offered)
            elif word == b"STAR":
                say(b"220 go on")
                self.request = tls.wrap_socket(self.request, server_side=True)
                self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", 0)
                offered = b"AUTH PLAIN"
            elif word == b"AUTH":
                known = base64.b64decode(line.split()[2]).endswith(b"\0me\0open sesame")
                say(b"235 welcome" if known else b"535 wrong")
            elif word == b"QUIT":
                return say(b"221 bye")
            elif not known:
                say(b"530 who are you")
            elif word == b"DATA":
                say(b"354 go on")
                with open(sys.argv[1], "ab") as out:
                    while (line := self.rfile.readline()) not in (b".\r\n", b""):
                        out.write(line)
                say(b"250 taken")
            else:
                say(b"250 ok")
socketserver.ThreadingTCPServer.allow_reuse_address = True
socketserver.ThreadingTCPServer(("127.0.0.1", int(sys.argv[2])), Smtp).serve_forever()
PY
smtp=$!
letters() { grep -ac '^Subject:' "$root.mails" || true; }
more_letters_than() { [ "$(letters)" -gt "$1" ]; }

boot
apt update >/dev/null
say "install"
began=$SECONDS
apt install /mnt/1.deb 2>&1 | brief
echo "$((SECONDS - began)) s, of it most for Java"
show java -version
sees enabled systemctl is-enabled pvs-watch
sees inactive systemctl is-active pvs-watch
sees 'drwxr-x--- . pvs-watch pvs-watch .*/etc/pvs-watch/routes' ls -ld /etc/pvs-watch /var/lib/pvs-watch /var/cache/pvs-watch /etc/pvs-watch/application.properties /etc/pvs-watch/routes
show ls -l /var/cache/pvs-watch
[ "$(inside find /var/cache/pvs-watch -name '*.jsa' -size +5M | wc -l)" = 1 ] || fail "no class archive"
sees '^$' systemd-analyze verify --man=no pvs-watch.service
sees 'Overall exposure level for pvs-watch.service: [01]\.' sh -c 'systemd-analyze security --no-pager pvs-watch | tail -1'

say "without settings it says what is missing, once"
sees '\(exit code 1\)' systemctl start pvs-watch
sees 'NRestarts=0' systemctl show -p ActiveState -p NRestarts -p ExecMainStatus pvs-watch
sees 'site.zone.*status=2/INVALIDARGUMENT' sh -c 'journalctl -u pvs-watch -o cat --no-pager | tail -8'
inside systemctl reset-failed pvs-watch
sees 'use: sudo pvs-watch check.*\(exit code 1\)' runuser -u nobody -- pvs-watch check

say "set-up, its answers through a pipe, by a simulated PVS"
simulate
inside install -m 644 /mnt/mail-ca.pem /etc/pvs-watch/mail-ca.pem
inside sh -c 'cat >>/etc/pvs-watch/application.properties' <<SETTINGS
# mine: a poll each minute
pvs.poll-cron=5 * * * * ?
weather.url=http://127.0.0.1:$weather/v1/forecast
mail.ca-file=/etc/pvs-watch/mail-ca.pem
SETTINGS
began=$SECONDS
# PVS, place, zone, roof, mail address, server and user, password, sheet
printf '%s\n' '' '38.58, -121.49' America/Los_Angeles '25 south' me@home.example "127.0.0.1:$mail me" 'open sesame' '' |
    inside pvs-watch setup "127.0.0.1:$pvs" | tee "$root.setup"
grep -q 'watches from now on' "$root.setup" || fail "the service was not started"
active || fail "it is not active"
sees 'mine: a poll each minute.*site.zone=America/Los_Angeles' grep -v '^# [A-Z"N]' /etc/pvs-watch/application.properties
sees '640 pvs-watch pvs-watch .*properties.*600 pvs-watch pvs-watch .*mail-password.*700 pvs-watch pvs-watch .*secrets$' \
    stat -c '%a %U %G %n' /etc/pvs-watch/application.properties /etc/pvs-watch/secrets/mail-password /etc/pvs-watch/secrets
[ "$(letters)" = 1 ] || fail "set-up sent no letter"
until_within 150 more_rows_than 0
echo "first row $((SECONDS - began)) s after the set-up began (a poll each minute)"
until_within 20 each_answer_is_one_row

say "routes of one's own, one of them wrong: a letter says so"
before=$(letters)
inside sh -c 'cat >/etc/pvs-watch/routes/mine.camel.yaml' <<'ROUTE'
- route:
    id: my-readings
    from:
      uri: seda:reading-mine
      steps:
        - filter:
            simple: "${body.kind} == 'INVERTER'"
            steps:
              - setBody: { simple: "${body.polledAt} ${body.device} ${body.value('power_kw')}" }
              - to:
                  uri: file
                  parameters: { directoryName: "{{data.dir}}/mine", fileName: power.txt, fileExist: Append, appendChars: "\\n" }
ROUTE
inside sh -c 'printf -- "- route:\n    id: wrong\n    from: {uri: seda:reading-wrong, steps: [{nonsense: {}}]}\n" >/etc/pvs-watch/routes/wrong.camel.yaml'
sees "wrong.camel.yaml:3: 'nonsense' is no step.*\(exit code 1\)" pvs-watch check
inside systemctl restart pvs-watch
goes_on
until_within 20 own_route_heard_more_than 0
until_within 60 more_letters_than "$before"
grep -aE '^(Subject|To):' "$root.mails"
sees 'accepted a letter' pvs-watch mail --test
sees 'The settings say so already' pvs-watch find "127.0.0.1:$pvs"
inside journalctl -u pvs-watch -o cat --no-pager | tail -12
sees 'WatchdogUSec=1h.*StatusText=watching home' systemctl show -p StatusText -p WatchdogUSec -p MemoryCurrent -p TasksCurrent pvs-watch
show sh -c 'grep -E "VmHWM|VmRSS|Threads" /proc/$(systemctl show -P MainPID pvs-watch)/status'

say "pictures are drawn in the sandbox, in a process of their own"
inside sh -c 'sed -e "s/^Type=.*/Type=oneshot/; s/ run$/ rehearse --data=\/var\/lib\/pvs-watch\/rehearsal/; /^Restart/d; /^WatchdogSec/d" \
    /lib/systemd/system/pvs-watch.service >/run/systemd/system/rehearsal.service; systemctl daemon-reload; systemctl start rehearsal'
sees '[1-9]$' sh -c 'grep -l image/png /var/lib/pvs-watch/rehearsal/mail/sent/*/*alert*.eml | wc -l'
sees '[1-9]$' sh -c 'grep -o data:image/png /var/lib/pvs-watch/rehearsal/reports/2026-05.html | wc -l'
inside sh -c 'rm -r /var/lib/pvs-watch/rehearsal /run/systemd/system/rehearsal.service; systemctl daemon-reload'

say "commands of root: files stay the service's, other folders are reached"
inside install -d -m 700 /mnt/kept
sees 'files of home' pvs-watch backup /mnt/kept/copy.zip
show ls -l /mnt/kept
sees 'Nothing is wrong' pvs-watch incidents
sees pvs-watch-demo sh -c 'install -d -m 700 /mnt/own; cd /mnt/own; pvs-watch demo --once --days 2 >/dev/null; ls'
sees '^$' find /var/lib/pvs-watch ! -user pvs-watch

say "a secret that root keeps"
inside sh -c 'install -d -m 700 /etc/pvs-watch-credentials /etc/systemd/system/pvs-watch.service.d
    echo secret >/etc/pvs-watch-credentials/mail-password; chmod 600 /etc/pvs-watch-credentials/*
    cp /usr/share/doc/pvs-watch/examples/credentials.conf /etc/systemd/system/pvs-watch.service.d/
    systemctl daemon-reload; systemctl restart pvs-watch'
sees '^secret$' runuser -u pvs-watch -- cat /run/credentials/pvs-watch.service/mail-password
sees 'Permission denied' runuser -u nobody -- cat /run/credentials/pvs-watch.service/mail-password
inside sh -c 'rm -r /etc/systemd/system/pvs-watch.service.d /etc/pvs-watch-credentials; systemctl daemon-reload; systemctl restart pvs-watch'

say "killed"
goes_on
killed=$SECONDS
inside systemctl kill --kill-whom=main -s KILL pvs-watch
until_within 120 started_anew 1
echo "watches again after $((SECONDS - killed)) s"
goes_on

say "a round that never ends: the watchdog"
inside systemctl stop pvs-watch
inside sh -c 'echo health.grace-minutes=5 >>/etc/pvs-watch/application.properties'
# An answer that history has not and that cannot be read, as on a card that hangs: who opens a pipe waits until somebody writes.
inside runuser -u pvs-watch -- sh -c 'cd /var/lib/pvs-watch/archive && mkdir -p $(date -u +%Y/%m/%d) &&
    mkfifo $(date -u +%Y/%m/%d/%Y%m%dT%H%M%S.000Z_pvs1.json.gz)'
rows=$(rows)
answers=$(answers)
stuck=$SECONDS
inside systemctl start pvs-watch
sees 'WatchdogUSec=5min|WatchdogUSec=6min' systemctl show -p WatchdogUSec pvs-watch
process=$(prop MainPID)
until_within 100 eval '[ "$(answers)" -gt "$answers" ]'
echo "polled and archived ($answers answers, now $(answers)), but the round does not end ($rows rows, still $(rows))"
until_within 420 eval '[ "$(prop Result)" = watchdog ]'
echo "ended by systemd $((SECONDS - stuck)) s after its start; allowed were 5 min and what was left to the next poll"
[ "$(rows)" = "$rows" ] || fail "it had gone on"
inside find /var/lib/pvs-watch/archive -type p -delete
until_within 120 started_anew 1
echo "watches again $((SECONDS - stuck)) s after its start, process $process is $(prop MainPID) now"
sees 'Watchdog timeout.*status=6/ABRT.*watchdog' sh -c 'journalctl -u pvs-watch -o cat --no-pager | grep -A4 Watchdog'
sees 'NRestarts=1' systemctl show -p NRestarts pvs-watch
goes_on
more_rows_than "$answers" || fail "what was archived while it was stuck is missing"

say "stopped and rebooted"
stopped=$(date +%s%N)
inside systemctl stop pvs-watch
echo "stopped in $((($(date +%s%N) - stopped) / 1000000)) ms"
sees 'Result=success.*ExecMainStatus=143' systemctl show -p Result -p ExecMainStatus pvs-watch
inside systemctl start pvs-watch
inside systemctl poweroff
wait "$nspawn" || true
boot
simulate
until_within 60 active
goes_on

say "upgrade: settings that an owner changed, and nothing is asked"
owner=$(of_owner)
printf '%s\n' "$owner" | head -5
remember_data
heard=$(own_route_heard)
began=$SECONDS
apt install /mnt/2.deb 2>&1 | brief
echo "$((SECONDS - began)) s"
sees '\+1$' dpkg-query -W pvs-watch
active || fail "not started after the upgrade"
sees '^new$' cat /usr/share/pvs-watch/new
data_is_there
[ "$(of_owner)" = "$owner" ] || fail "something of the owner's was changed"
goes_on
until_within 20 own_route_heard_more_than "$heard"
if [[ $(inside apt-cache policy openjdk-25-jre-headless) =~ 'Candidate: '[0-9] ]]; then
    say "another Java"
    apt install openjdk-25-jre-headless 2>&1 | brief
    show java -version
    show ls -l /var/cache/pvs-watch
    [ "$(inside find /var/cache/pvs-watch -name '*25*.jsa' -size +5M | wc -l)" = 1 ] || fail "no class archive for it"
    inside systemctl restart pvs-watch
    goes_on
fi
say "downgrade"
remember_data
heard=$(own_route_heard)
began=$SECONDS
apt --allow-downgrades install /mnt/1.deb 2>&1 | brief
echo "$((SECONDS - began)) s"
sees '[^1]$' dpkg-query -W pvs-watch
active || fail "not started after the downgrade"
inside test ! -e /usr/share/pvs-watch/new || fail "a file of the newer version stayed"
data_is_there
[ "$(of_owner)" = "$owner" ] || fail "something of the owner's was changed"
goes_on
until_within 20 own_route_heard_more_than "$heard"
sees 'all is well' pvs-watch archive verify

say "again what is there already"
version=$(inside dpkg-query -Wf '${Version}' pvs-watch)
for script in "postinst configure $version" "prerm upgrade 9" "postrm upgrade 9" "postinst triggered /usr/lib/jvm" "postinst abort-upgrade 9"; do
    # shellcheck disable=SC2086
    inside env DPKG_MAINTSCRIPT_PACKAGE=pvs-watch DPKG_MAINTSCRIPT_NAME="${script%% *}" /var/lib/dpkg/info/pvs-watch.$script || fail "$script"
done
sees enabled systemctl is-enabled pvs-watch
active || fail "not started by the script that does so"

say "remove"
remember_data
apt remove pvs-watch 2>&1 | brief
show sh -c 'ls -d /etc/pvs-watch/* /var/lib/pvs-watch/*'
for gone in /var/cache/pvs-watch /usr/share/pvs-watch /usr/bin/pvs-watch; do inside test ! -e $gone || fail "$gone stayed"; done
[ -z "$(inside pgrep -u pvs-watch)" ] || fail "something of it still runs"
data_is_there
[ "$(of_owner)" = "$owner" ] || fail "something of the owner's was changed"
say "and installed again: all goes on"
apt install /mnt/1.deb 2>&1 | brief
active || fail "not started"
data_is_there
[ "$(of_owner)" = "$owner" ] || fail "something of the owner's was changed"
goes_on

say "purge: nothing is asked, the archive stays"
inside systemctl stop pvs-watch
remember_data
inside cp /etc/pvs-watch/application.properties /mnt/kept/
apt purge pvs-watch 2>&1 | brief
data_is_there
sees '^/var/lib/pvs-watch
/var/lib/pvs-watch/archive$' sh -c 'find / -xdev ! -path "/mnt/*" ! -path "/var/lib/pvs-watch/archive/*" \( -name "*pvs-watch*" -o -path "/var/lib/pvs-watch/*" \)'
say "installed upon that archive: history is made of it"
apt install /mnt/1.deb 2>&1 | brief
inside sh -c 'grep -vE "^mail\." /mnt/kept/application.properties >/etc/pvs-watch/application.properties; systemctl start pvs-watch'
goes_on
data_is_there
say "purge when told: the archive goes as well"
inside touch /var/lib/pvs-watch/purge-archive
apt purge pvs-watch 2>&1 | brief
inside test ! -e /var/lib/pvs-watch || fail "it stayed"
say "the same with the data on a disk of its own"
inside sh -c 'mkdir /var/lib/pvs-watch && mount -t tmpfs tmpfs /var/lib/pvs-watch'
apt install /mnt/1.deb 2>&1 | brief
inside sh -c 'mkdir /var/lib/pvs-watch/archive; touch /var/lib/pvs-watch/archive/answer /var/lib/pvs-watch/purge-archive'
apt purge pvs-watch 2>&1 | brief
sees '^$' find /var/lib/pvs-watch -mindepth 1
sees '\(exit code 1\)' dpkg-query -W pvs-watch
say "done, $SECONDS s"
