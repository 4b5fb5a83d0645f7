#!/bin/sh
# Starts a real Postfix of its own for PostfixCheck: STARTTLS and a login are insisted on, mail for home.example lands in
# Maildirs. Needs root; installs Debian's postfix, sasl2-bin and openssl if they are not there. Touches nothing of /etc.
#   start.sh DIR PORT USER PASSWORD     DIR must not be there; a user is written like me@home.example
# Stop it with: postfix -c DIR/etc stop
set -eu
dir=$1 port=$2 user=$3 password=$4

missing=
command -v postfix >/dev/null || missing="$missing postfix"
command -v saslpasswd2 >/dev/null || missing="$missing sasl2-bin libsasl2-modules"
command -v openssl >/dev/null || missing="$missing openssl"
if [ -n "$missing" ]; then
    apt-get update -q
    # no service of the package may start: this machine is not to become a mail server
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d.pvs-watch
    chmod +x /usr/sbin/policy-rc.d.pvs-watch
    [ -e /usr/sbin/policy-rc.d ] || ln -s policy-rc.d.pvs-watch /usr/sbin/policy-rc.d
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
    [ "$(readlink /usr/sbin/policy-rc.d)" != policy-rc.d.pvs-watch ] || rm /usr/sbin/policy-rc.d
    rm /usr/sbin/policy-rc.d.pvs-watch
fi

mkdir -m 755 "$dir"
mkdir "$dir/etc" "$dir/queue" "$dir/data" "$dir/mail" "$dir/etc/sasl"
chown postfix "$dir/data"
chown nobody "$dir/mail"

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost -keyout "$dir/etc/key.pem" -out "$dir/etc/certificate.pem" 2>/dev/null

printf '%s' "$password" | saslpasswd2 -p -c -f "$dir/etc/sasl/users" -u "${user#*@}" "${user%@*}"
chgrp postfix "$dir/etc/sasl/users"
chmod 640 "$dir/etc/sasl/users"
# where Debian looks: sasl/ beside main.cf
cat >"$dir/etc/sasl/smtpd.conf" <<CONF
pwcheck_method: auxprop
auxprop_plugin: sasldb
sasldb_path: $dir/etc/sasl/users
mech_list: PLAIN LOGIN
CONF

cat >"$dir/etc/main.cf" <<CONF
compatibility_level = 3.6
queue_directory = $dir/queue
data_directory = $dir/data
maillog_file = $dir/log
maillog_file_prefixes = $dir
myhostname = localhost
mydestination =
alias_maps =
alias_database =
local_recipient_maps =
inet_interfaces = loopback-only
inet_protocols = ipv4
smtpd_tls_cert_file = $dir/etc/certificate.pem
smtpd_tls_key_file = $dir/etc/key.pem
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_path = smtpd
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_client_restrictions =
smtpd_recipient_restrictions = permit_sasl_authenticated, reject
smtpd_delay_reject = yes
virtual_mailbox_domains = home.example
virtual_mailbox_base = $dir/mail
virtual_mailbox_maps = inline:{ me@home.example=me/, you@home.example=you/ }
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
message_size_limit = 100000
default_transport = error:nothing leaves this machine
CONF

cat >"$dir/etc/master.cf" <<CONF
127.0.0.1:$port inet n - n - - smtpd
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
error     unix  - - n - - error
virtual   unix  - n n - - virtual
anvil     unix  - - n - 1 anvil
tlsmgr    unix  - - n 1000? 1 tlsmgr
postlog   unix-dgram n - n - 1 postlogd
CONF
postfix -c "$dir/etc" start
