#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# lab.sh - a private Postfix + Dovecot + DNS + remote-world lab on loopback, for Debian 12, as root.
#
#   lab.sh start     install the packages if missing, write the configuration, start everything
#   lab.sh stop      stop everything (mail, queue and logs stay)
#   lab.sh status    one line a part; exit 0 if all are up, 3 if not
#   lab.sh restart   stop, then start
#   lab.sh wipe      stop, then remove $LAB
#   lab.sh env       print the addresses, ports, folders and accounts as KEY=VALUE lines (also in $LAB/env)
#
# It writes nothing to /etc/postfix, /etc/dovecot, /var/spool/postfix, /etc/resolv.conf; all lives under $LAB.
# Nothing can leave the machine: Postfix binds its outgoing connections to a loopback address and talks to
# remote hosts on port $SINK_PORT; the DNS server answers from its own file alone.
#
# Settings (environment):
#   LAB=/opt/argine-mail-lab    the folder of the lab
#   LAB_NET=127.0.2         first three octets of the lab's addresses (must begin with 127.)
#   LAB_CLOCK=              the daemons' time at the start, e.g. 2026-11-09T05:30 (UTC, not in the future); from there
#                           "play" may move it forward, so that days pass in seconds.  Empty: the true time.  Needs gcc
#   LAB_LOG=file            file: Postfix logs to $LAB/log/mail.log through postlogd (RFC 3164 stamps), Dovecot to
#                           $LAB/log/dovecot.log.  syslog: both to the machine's syslog, facility mail (/var/log/mail.log)
#   LAB_POLICY=             policy service asked at RCPT and at END-OF-MESSAGE, e.g. inet:127.0.0.1:10031
#   LAB_MILTER=             milter on every SMTP port, e.g. inet:127.0.0.1:10032
#   LAB_AUTH_POLICY_URL=    Dovecot auth_policy_server_url, e.g. http://127.0.0.1:10033/auth
#   LAB_DENY=               1: deny lists for containment under LAB_CLOCK too; Dovecot then logs "unknown user" at good logins
#   LAB_XCLIENT=            1: on every SMTP port a client of this host may say whose client it is (XCLIENT)
#   LAB_LISTED=             IPv4 addresses that the lab's block list, dnsbl.test, knows besides
#   LAB_SIEVE=              1: users' Sieve rules run at delivery (~/.dovecot.sieve); what they send comes in by a port of its own;
#                           mail programs leave them by ManageSieve, and name+tag is name's mailbox
#   LAB_STRICT_SENDER=      1: reject_sender_login_mismatch on the submission ports
#   LAB_NO_PENALTY=         1: no delay after failed logins (Dovecot's is 2 to 15 s)
#   LAB_NO_INSTALL=         1: fail instead of calling apt-get
#   LAB_REPLACE_MTA=        1: let apt-get remove another installed MTA (Exim, Sendmail ...) for Postfix
set -u -o pipefail
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
umask 022

LAB=${LAB:-/opt/argine-mail-lab}
LAB_NET=${LAB_NET:-127.0.2}
LAB_CLOCK=${LAB_CLOCK:-}
LAB_LOG=${LAB_LOG:-file}
LAB_POLICY=${LAB_POLICY:-}
LAB_MILTER=${LAB_MILTER:-}
LAB_AUTH_POLICY_URL=${LAB_AUTH_POLICY_URL:-}
LAB_LISTED=${LAB_LISTED:-}
LAB_SIEVE=${LAB_SIEVE:-}
LAB_STRICT_SENDER=${LAB_STRICT_SENDER:-}
LAB_DENY=${LAB_DENY:-}
LAB_XCLIENT=${LAB_XCLIENT:-}
LAB_NO_PENALTY=${LAB_NO_PENALTY:-}
LAB_NO_INSTALL=${LAB_NO_INSTALL:-}
LAB_REPLACE_MTA=${LAB_REPLACE_MTA:-}

HERE=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
HOST_IP=$LAB_NET.1            # Postfix and Dovecot
WEB_IP=$LAB_NET.80            # the web server that Postfix trusts
DNS_IP=$LAB_NET.53            # unbound, port 53: resolv.conf cannot name another port
SINK_IP=127.9.$((111 + $(cut -d. -f3 <<< "$LAB_NET") % 100)).10   # the first of the "remote" mail servers
SINK_PORT=2900                # the port of every "remote" mail server
MANAGESIEVE_PORT=2190
MX_PORT=2525  POSTSCREEN_PORT=2526  SUBMISSION_PORT=2587  SMTPS_PORT=2465  RELAY_PORT=2589
ROBOTS_PORT=2591 FILTERED_PORT=2586 FILTER_PORT=10024 REINJECT_PORT=10025
IMAP_PORT=2143  IMAPS_PORT=2993  POP3_PORT=2110  DC_SUBMISSION_PORT=2588  DOVEADM_HTTP_PORT=2180
DOVEADM_API_KEY=lab-doveadm-key
VUID=5000 VGID=5000           # owner of the mailboxes; needs no passwd entry
PF=$LAB/postfix PFC=$LAB/postfix/etc Q=$LAB/postfix/spool DC=$LAB/dovecot

die() { echo "lab: $*" >&2; exit 1; }
say() { echo "lab: $*"; }

accounts() { grep -v "^#" "$HERE/parts/accounts"; }       # account|password|scheme|person

# ---------------------------------------------------------------------------------------------- packages
PACKAGES=(postfix dovecot-core dovecot-imapd dovecot-pop3d dovecot-lmtpd dovecot-submissiond dovecot-sieve unbound openssl python3)
missing() { local p; for p in "${PACKAGES[@]}"; do dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || echo "$p"; done; }

install_packages() {
  local want p policy=/usr/sbin/policy-rc.d made=
  [ -z "$LAB_CLOCK" ] || PACKAGES+=(gcc libc6-dev)
  [ -z "$LAB_SIEVE" ] || PACKAGES+=(dovecot-managesieved)
  mapfile -t want < <(missing)
  [ ${#want[@]} -eq 0 ] && return 0
  [ -n "$LAB_NO_INSTALL" ] && die "missing packages: ${want[*]}"
  if [[ " ${want[*]} " == *" postfix "* && -z $LAB_REPLACE_MTA ]]; then
    for p in exim4-base sendmail-bin opensmtpd courier-mta nullmailer msmtp-mta; do
      dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'ok installed' \
        && die "$p is installed and apt would remove it for Postfix; allow it with LAB_REPLACE_MTA=1, or use another machine"
    done
  fi
  say "installing: ${want[*]}"
  if [ ! -e $policy ]; then printf '#!/bin/sh\nexit 101\n' > $policy && chmod 755 $policy; made=1; fi  # start nothing
  echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
  { apt-get -qq -o DPkg::Lock::Timeout=300 update &&
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "${want[@]}"
  } > "$LAB/log/apt.log" 2>&1
  local rc=$?
  [ -n "$made" ] && rm -f $policy
  [ -z "$(missing)" ] || die "apt-get failed (rc $rc), see $LAB/log/apt.log"
  if [ -d /run/systemd/system ]; then           # not at the next boot either
    for p in postfix dovecot unbound; do [[ " ${want[*]} " == *" $p"* ]] && systemctl disable -q $p 2>/dev/null; done
  fi
  return 0
}

# ---------------------------------------------------------------------------------------------- configuration
write_env() {
  { echo "LAB=$LAB"
    echo "HOST_IP=$HOST_IP"; echo "DNS_IP=$DNS_IP"; echo "WEB_IP=$WEB_IP"; echo "LAB_NET=$LAB_NET"
    for v in ROBOTS_PORT FILTERED_PORT MX_PORT POSTSCREEN_PORT SUBMISSION_PORT SMTPS_PORT RELAY_PORT IMAP_PORT IMAPS_PORT POP3_PORT DC_SUBMISSION_PORT DOVEADM_HTTP_PORT SINK_PORT DOVEADM_API_KEY
    do echo "$v=${!v}"; done
    echo "POSTFIX_CONFIG=$PFC"; echo "POSTFIX_QUEUE=$Q"; echo "DOVECOT_CONF=$DC/dovecot.conf"; echo "DOVECOT_USERS=$DC/users"; echo "DOVECOT_DENY=$DC/deny"; echo "DOVECOT_DENY_SENDING=$DC/deny-sending"
    echo "ACCOUNTS=$LAB/accounts.tsv"; echo "SINK_LEDGER=$LAB/sink/ledger.tsv"; echo "SINK_OUTAGE=$LAB/sink/outage"; echo "CLOCK=$([ -z "$LAB_CLOCK" ] || echo "$LAB/clock.offset")"; echo "CLOCK_LIBRARY=$LAB/clock.so"; echo "SENDMAIL=$PF/bin/sendmail"
    if [ "$LAB_LOG" = file ]; then echo "POSTFIX_LOG=$LAB/log/mail.log"; echo "DOVECOT_LOG=$LAB/log/dovecot.log"; else echo "POSTFIX_LOG=syslog"; echo "DOVECOT_LOG=syslog"; fi
  } > "$LAB/env"
  accounts | tr '|' '\t' > "$LAB/accounts.tsv"
}

write_dns() {
  { cat <<EOF
server:
  interface: $DNS_IP
  port: 53
  access-control: 127.0.0.0/8 allow
  do-ip6: no
  do-not-query-localhost: no
  module-config: "iterator"
  chroot: ""
  username: ""
  directory: "$LAB/dns"
  pidfile: "$LAB/dns/unbound.pid"
  logfile: "$LAB/log/dns.log"
  use-syslog: no
  num-threads: 1
  # every name that is not below: NXDOMAIN
  local-zone: "." static
  local-data: ". 60 SOA ns.lab.test. root.lab.test. 1 3600 600 86400 60"
EOF
    PYTHONDONTWRITEBYTECODE=1 python3 "$HERE/player/world.py" "$LAB_NET"
    local a; for a in $LAB_LISTED; do awk -F. '{ printf "  local-data: \"%s.%s.%s.%s.dnsbl.test. A 127.0.0.2\"\n", $4, $3, $2, $1 }' <<< "$a"; done
    echo '  local-zone: "servfail.test." transparent'    # forwarded below to a port where nobody listens: SERVFAIL
    echo '  local-zone: "dnstimeout.test." deny'         # dropped: the resolver times out
    printf 'remote-control:\n  control-enable: no\nforward-zone:\n  name: "servfail.test."\n  forward-addr: %s@9\n' "$DNS_IP"
  } > "$LAB/dns/unbound.conf"
  unbound-checkconf "$LAB/dns/unbound.conf" > "$LAB/log/unbound-check.log" 2>&1 || die "unbound.conf: $(cat "$LAB/log/unbound-check.log")"
}

# The clock of the daemons: an offset that they map, see parts/clock.c. Without LAB_CLOCK it stays at zero.
write_clock() {
  [ -s "$LAB/clock.offset" ] || PYTHONDONTWRITEBYTECODE=1 python3 "$HERE/player/timeline.py" "$LAB/clock.offset" "$LAB_CLOCK" || die "wrong LAB_CLOCK: $LAB_CLOCK"
  [ -n "$LAB_CLOCK" ] || return 0
  gcc -O2 -shared -fPIC -o "$LAB/clock.so" "$HERE/parts/clock.c" 2> "$LAB/log/gcc.log" || die "gcc failed, see $LAB/log/gcc.log"
  CLOCK_ENV=(env "LD_PRELOAD=$LAB/clock.so" "ARGINE_LAB_CLOCK=$LAB/clock.offset")
}
CLOCK_ENV=(env)

write_postfix() {
  local restrict_sub=permit_sasl_authenticated,reject sender_sub= policy_eom= policy_rcpt= milter=
  [ -n "$LAB_STRICT_SENDER" ] && sender_sub=reject_sender_login_mismatch
  [ -n "$LAB_POLICY" ] && { policy_rcpt="check_policy_service { $LAB_POLICY, timeout=60s, default_action=DUNNO }"; policy_eom=$policy_rcpt; }
  mkdir -p "$PFC" "$PF/data" "$Q/etc" && chown postfix "$PF/data" && chmod 700 "$PF/data" || die "cannot make $PF"
  cat > "$PFC/main.cf" <<EOF
# written by lab.sh at every start
compatibility_level = 3.6
queue_directory = $Q
data_directory = $PF/data
command_directory = $PF/bin
import_environment = MAIL_CONFIG MAIL_DEBUG MAIL_LOGTAG TZ LANG=C POSTLOG_SERVICE POSTLOG_HOSTNAME LD_PRELOAD ARGINE_LAB_CLOCK
daemon_directory = /usr/lib/postfix/sbin
meta_directory = /etc/postfix
shlib_directory = /usr/lib/postfix
mail_owner = postfix
setgid_group = postdrop
syslog_name = postfix
$([ "$LAB_LOG" = file ] && printf 'maillog_file = %s\nmaillog_file_prefixes = %s' "$LAB/log/mail.log" "$LAB/log")

myhostname = mail.example.org
mydomain = example.org
myorigin = example.org
mydestination = localhost.example.org
mynetworks = $HOST_IP/32 $WEB_IP/32
# lo owns 127.0.0.1 alone, and Postfix refuses other names here; master.cf binds $HOST_IP by itself
inet_interfaces = 127.0.0.1
proxy_interfaces = $HOST_IP
inet_protocols = ipv4
smtp_bind_address = $HOST_IP
smtp_tcp_port = $SINK_PORT
$([ -n "$LAB_CLOCK" ] && echo "# a jump of the clock would end every idle process
max_idle = 30d")
scan_destination_recipient_limit = 50
smtp_connect_timeout = 5s
smtp_helo_timeout = 30s
append_dot_mydomain = no
biff = no
alias_maps =
alias_database =
local_recipient_maps =
local_transport = error:5.1.1 no local users here

virtual_mailbox_domains = example.org, example.net
virtual_mailbox_maps = texthash:$PFC/mailboxes
virtual_alias_maps = texthash:$PFC/aliases
virtual_transport = lmtp:unix:private/dovecot-lmtp
recipient_delimiter = ${LAB_SIEVE:++}
smtpd_sender_login_maps = texthash:$PFC/senders

smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_sasl_security_options = noanonymous
smtpd_sasl_auth_enable = no
smtpd_tls_cert_file = $LAB/tls/cert.pem
smtpd_tls_key_file = $LAB/tls/key.pem
smtpd_tls_security_level = may
smtpd_tls_loglevel = 1
smtp_tls_security_level = none

smtpd_helo_required = yes
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions = $policy_rcpt
smtpd_end_of_data_restrictions = $policy_eom
smtpd_milters = $LAB_MILTER
$([ -n "$LAB_XCLIENT" ] && echo "smtpd_authorized_xclient_hosts = 127.0.0.0/8")
non_smtpd_milters = $LAB_MILTER
milter_default_action = accept
milter_macro_daemon_name = ORIGINATING

postscreen_access_list = permit_mynetworks
postscreen_dnsbl_sites = dnsbl.test
postscreen_dnsbl_action = enforce
postscreen_greet_action = enforce
postscreen_greet_wait = 2s
postscreen_cache_map = btree:\$data_directory/postscreen_cache
address_verify_map =
EOF
  local robots= sieve_policy=
  [ -z "$LAB_POLICY" ] || sieve_policy="check_policy_service { $LAB_POLICY, policy_context=forward, timeout=60s, default_action=DUNNO }"
  [ -z "$LAB_SIEVE" ] || robots="$LAB_NET.26:$ROBOTS_PORT inet n - y - - smtpd -o syslog_name=postfix/robots -o milter_macro_daemon_name=robots -o mynetworks=127.0.0.0/8 -o smtpd_relay_restrictions=permit_mynetworks,reject -o { smtpd_recipient_restrictions = $sieve_policy } -o { smtpd_end_of_data_restrictions = $sieve_policy }"
  local submission="-o smtpd_sasl_auth_enable=yes -o smtpd_client_restrictions= -o smtpd_relay_restrictions=$restrict_sub -o smtpd_sender_restrictions=$sender_sub"
  cat > "$PFC/master.cf" <<EOF
# written by lab.sh at every start
$HOST_IP:$MX_PORT inet n - y - - smtpd
$HOST_IP:$POSTSCREEN_PORT inet n - y - 1 postscreen
smtpd     pass  -       -       y       -       -       smtpd
dnsblog   unix  -       -       y       -       0       dnsblog
tlsproxy  unix  -       -       y       -       0       tlsproxy
$HOST_IP:$SUBMISSION_PORT inet n - y - - smtpd -o syslog_name=postfix/submission $submission
$HOST_IP:$SMTPS_PORT inet n - y - - smtpd -o syslog_name=postfix/smtps -o smtpd_tls_wrappermode=yes $submission
$HOST_IP:$FILTERED_PORT inet n - y - - smtpd -o syslog_name=postfix/submission -o content_filter=scan:[$LAB_NET.24]:$FILTER_PORT $submission
scan      unix  -       -       y       -       10      smtp -o smtp_send_xforward_command=yes -o disable_dns_lookups=yes -o smtp_bind_address=127.0.0.1
$LAB_NET.25:$REINJECT_PORT inet n - y - - smtpd -o content_filter= -o mynetworks=127.0.0.0/8 -o smtpd_authorized_xforward_hosts=127.0.0.0/8 -o smtpd_client_restrictions= -o smtpd_relay_restrictions=permit_mynetworks,reject
# behind Dovecot's submission proxy, which tells the client's address and login by XCLIENT
$HOST_IP:$RELAY_PORT inet n - y - - smtpd -o syslog_name=postfix/relay -o smtpd_authorized_xclient_hosts=127.0.0.0/8 $submission
${robots:-#}
pickup    unix  n       -       y       60      1       pickup
cleanup   unix  n       -       y       -       0       cleanup
qmgr      unix  n       -       n       300     1       qmgr
tlsmgr    unix  -       -       y       1000?   1       tlsmgr
rewrite   unix  -       -       y       -       -       trivial-rewrite
bounce    unix  -       -       y       -       0       bounce
defer     unix  -       -       y       -       0       bounce
trace     unix  -       -       y       -       0       bounce
verify    unix  -       -       y       -       1       verify
flush     unix  n       -       y       1000?   0       flush
proxymap  unix  -       -       n       -       -       proxymap
proxywrite unix -       -       n       -       1       proxymap
smtp      unix  -       -       y       -       -       smtp
relay     unix  -       -       y       -       -       smtp
showq     unix  n       -       y       -       -       showq
error     unix  -       -       y       -       -       error
retry     unix  -       -       y       -       -       error
discard   unix  -       -       y       -       -       discard
local     unix  -       n       n       -       -       local
virtual   unix  -       n       n       -       -       virtual
lmtp      unix  -       -       y       -       -       lmtp
anvil     unix  -       -       y       -       1       anvil
scache    unix  -       -       y       -       1       scache
postlog   unix-dgram n  -       n       -       1       postlogd
EOF
  accounts | cut -d'|' -f1 | awk '{print $1, "ok"}' > "$PFC/mailboxes"
  { echo "info@example.org bianchi@example.org"; echo "postmaster@example.org bianchi@example.org"
    echo "abuse@example.org bianchi@example.org"; echo "sales@example.org ferrari@example.org"; } > "$PFC/aliases"
  { accounts | cut -d'|' -f1 | awk '{print $1, $1}'; sed 's/^support@[^ ]* //' "$PFC/aliases"; } > "$PFC/senders"
  # postdrop without its set-group-ID bit, for the loader passes no clock to a privileged program
  local f; mkdir -p "$PF/bin"
  for f in /usr/sbin/post*; do ln -sf "$f" "$PF/bin/"; done
  rm -f "$PF/bin/postdrop"; cp /usr/sbin/postdrop "$PF/bin/postdrop"; chmod 755 "$PF/bin/postdrop"; ln -sf /usr/sbin/sendmail "$PF/bin/sendmail"
  # what the chrooted services see: this is how the lab's DNS reaches Postfix without touching /etc/resolv.conf
  printf 'nameserver %s\noptions timeout:5 attempts:1\n' "$DNS_IP" > "$Q/etc/resolv.conf"
  printf '127.0.0.1 localhost\n' > "$Q/etc/hosts"
  printf 'hosts: files dns\nservices: files\n' > "$Q/etc/nsswitch.conf"
  for f in services localtime; do [ -e /etc/$f ] && cp -L /etc/$f "$Q/etc/$f"; done
  postconf -c "$PFC" -n > /dev/null 2> "$LAB/log/postconf-check.log" || die "main.cf: $(cat "$LAB/log/postconf-check.log")"
}

write_dovecot() {
  local policy= deny= sieve=
  [ -z "$LAB_SIEVE" ] || sieve="submission_host = $LAB_NET.26:$ROBOTS_PORT
protocol lmtp {
  mail_plugins = sieve
}
service managesieve-login {
  inet_listener sieve {
    port = $MANAGESIEVE_PORT
  }
}"
  # an address in these files is refused whatever its password, by all services or by those it is named with; left out
  # under LAB_CLOCK, for with them Dovecot logs "unknown user" at every good login
  [ -z "$LAB_CLOCK" ] || [ -n "$LAB_DENY" ] && deny="passdb {
  driver = passwd-file
  deny = yes
  args = username_format=%Lu $DC/deny
}
passdb {
  driver = passwd-file
  deny = yes
  args = username_format=%Ls/%Lu $DC/deny-sending
}"
  [ -n "$LAB_AUTH_POLICY_URL" ] && policy="auth_policy_server_url = $LAB_AUTH_POLICY_URL
auth_policy_hash_nonce = lab-nonce-change-me
auth_policy_server_timeout_msecs = 60000"
  mkdir -p "$DC/run" "$DC/state" "$LAB/mail" && chown $VUID:$VGID "$LAB/mail"
  cat > "$DC/dovecot.conf" <<EOF
# written by lab.sh at every start
base_dir = $DC/run
state_dir = $DC/state
instance_name = dovecot
import_environment = TZ LD_PRELOAD ARGINE_LAB_CLOCK
listen = $HOST_IP
protocols = imap pop3 lmtp submission${LAB_SIEVE:+ sieve}
log_path = $([ "$LAB_LOG" = file ] && echo "$LAB/log/dovecot.log" || echo syslog)
log_timestamp = "%b %d %H:%M:%S "
auth_verbose = yes
auth_mechanisms = plain login
disable_plaintext_auth = no
auth_cache_size = 10M
auth_cache_ttl = 1 hour
auth_cache_negative_ttl = 1 min
mail_location = maildir:~/Maildir
first_valid_uid = $VUID
ssl = yes
ssl_cert = <$LAB/tls/cert.pem
ssl_key = <$LAB/tls/key.pem
submission_relay_host = $HOST_IP
submission_relay_port = $RELAY_PORT
submission_relay_trusted = yes
hostname = mail.example.org
doveadm_api_key = $DOVEADM_API_KEY
$policy
$sieve

$deny
passdb {
  driver = passwd-file
  args = scheme=CRYPT username_format=%Lu $DC/users
}
userdb {
  driver = passwd-file
  args = username_format=%Lu $DC/users
  default_fields = uid=$VUID gid=$VGID home=$LAB/mail/%Ld/%Ln
}

service auth {
  unix_listener $Q/private/auth {
    mode = 0660
    user = postfix
    group = postfix
  }
}
service lmtp {
  unix_listener $Q/private/dovecot-lmtp {
    mode = 0600
    user = postfix
    group = postfix
  }
}
service imap-login {
  inet_listener imap {
    port = $IMAP_PORT
  }
  inet_listener imaps {
    port = $IMAPS_PORT
    ssl = yes
  }
}
service pop3-login {
  inet_listener pop3 {
    port = $POP3_PORT
  }
  inet_listener pop3s {
    port = 0
  }
}
service submission-login {
  inet_listener submission {
    port = $DC_SUBMISSION_PORT
  }
}
$([ -n "$LAB_NO_PENALTY" ] && printf 'service anvil {\n  unix_listener anvil-auth-penalty {\n    mode = 0\n  }\n}\nauth_failure_delay = 0\n')
service doveadm {
  inet_listener http {
    port = $DOVEADM_HTTP_PORT
  }
}
EOF
  : >> "$DC/deny"
  : >> "$DC/deny-sending"
  if [ ! -s "$DC/users" ]; then            # hashed once; later starts keep the changes made to it
    local user pass scheme note hash
    while IFS='|' read -r user pass scheme note; do
      hash=$(doveadm -c "$DC/dovecot.conf" pw -s "$scheme" -u "$user" -p "$pass" 2>> "$LAB/log/doveadm-pw.log") || die "doveadm pw -s $scheme failed, see $LAB/log/doveadm-pw.log"
      echo "$user:$hash::::::"
    done < <(accounts) > "$DC/users.new" && mv "$DC/users.new" "$DC/users"
  fi
  chown root:dovecot "$DC/users" "$DC/deny" "$DC/deny-sending"; chmod 640 "$DC/users" "$DC/deny" "$DC/deny-sending"
  doveconf -c "$DC/dovecot.conf" -n > "$LAB/log/doveconf-check.log" 2>&1 || die "dovecot.conf: $(tail -3 "$LAB/log/doveconf-check.log")"
}

# ---------------------------------------------------------------------------------------------- processes
alive() { local p; p=$(cat "$1" 2>/dev/null) && [ -n "$p" ] && kill -0 $p 2>/dev/null; }
open_port() { (exec 3<> "/dev/tcp/$1/$2") 2>/dev/null; }
wait_port() { local i; for i in {1..1200}; do open_port "$1" "$2" && return 0; sleep 0.1; done; return 1; }
# Until smtpd has greeted: by then it has Dovecot's logins. If it dies before its first greeting, the port is throttled for a minute.
wait_greeting() { local i; for i in 1 2 3; do is_greeted "$1" "$2" && return 0; done; return 1; }
is_greeted() { local said; wait_port "$1" "$2" && (exec 3<> "/dev/tcp/$1/$2" && read -r -t 100 said <&3 && echo QUIT >&3 && read -r -t 5 _ <&3; [[ $said == 220* ]]) 2>/dev/null; }
stop_pid() { # pidfile; Dovecot gives its processes five seconds, and those that are left would keep its ports
  local p i; p=$(cat "$1" 2>/dev/null) || return 0
  [ -n "$p" ] && kill "$p" 2>/dev/null && for i in {1..300}; do kill -0 "$p" 2>/dev/null || break; sleep 0.1; [ "$i" != 200 ] || kill -9 "$p"; done
  rm -f "$1"
}
postfix_up() { [ -f "$PFC/main.cf" ] && "${CLOCK_ENV[@]}" postfix -c "$PFC" status > /dev/null 2>&1; }

start() {
  [ "$(id -u)" = 0 ] || die "must be root"
  [[ $LAB_NET == 127.* ]] || die "LAB_NET must begin with 127."
  [[ $LAB == /* && $LAB != / && $LAB != *[[:space:]]* ]] || die "LAB must be an absolute path without spaces"
  [ ! -e "$LAB" ] || grep -qxsF "$HERE" "$LAB/.argine-lab" || die "$LAB was not made by this script; choose another folder with LAB="
  mkdir -p "$LAB"/{dns,sink,tls,log} && chmod 755 "$LAB" && echo "$HERE" > "$LAB/.argine-lab" || die "cannot make $LAB"
  install_packages
  write_env; write_dns; write_clock
  [ -s "$LAB/tls/cert.pem" ] || openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=mail.example.org \
     -addext subjectAltName=DNS:mail.example.org,IP:$HOST_IP -keyout "$LAB/tls/key.pem" -out "$LAB/tls/cert.pem" 2> "$LAB/log/openssl.log" || die "openssl failed"
  chmod 600 "$LAB/tls/key.pem"
  write_postfix

  alive "$LAB/dns/unbound.pid" || { unbound -c "$LAB/dns/unbound.conf" < /dev/null >> "$LAB/log/dns.log" 2>&1 || die "unbound did not start, see $LAB/log/dns.log (is $DNS_IP:53 taken?)"; }
  wait_port $DNS_IP 53 || die "no DNS on $DNS_IP:53"
  if ! alive "$LAB/sink/sink.pid"; then
    setsid python3 -B "$HERE/parts/sink.py" "$LAB" "$LAB_NET" $SINK_PORT < /dev/null >> "$LAB/log/sink.log" 2>&1 &
    echo $! > "$LAB/sink/sink.pid"
  fi
  if ! alive "$LAB/sink/filter.pid"; then
    setsid python3 -B "$HERE/parts/filter.py" "$LAB_NET" $FILTER_PORT $REINJECT_PORT --xforward < /dev/null >> "$LAB/log/filter.log" 2>&1 &
    echo $! > "$LAB/sink/filter.pid"
  fi
  wait_port "$SINK_IP" $SINK_PORT || die "the sink did not start, see $LAB/log/sink.log"
  # Dovecot before Postfix: an smtpd that finds no private/auth dies, and master(8) then throttles the service for a minute.
  # "postfix check" makes the queue's folders, private/ among them, where Dovecot puts its two sockets.
  # Under script(1), for postfix(1) tells its errors to a terminal or to syslog, and to nothing else; script(1) may miss that
  # its command has ended, and would wait for ever.
  if ! postfix_up; then
    "${CLOCK_ENV[@]}" timeout 60 script -qec "postfix -c '$PFC' check" /dev/null < /dev/null > "$LAB/log/postfix-start.log" 2>&1
    [ -d "$Q/private" ] || die "postfix check failed: $(cat "$LAB/log/postfix-start.log")"
  fi
  write_dovecot
  alive "$DC/run/master.pid" || "${CLOCK_ENV[@]}" dovecot -c "$DC/dovecot.conf" < /dev/null > "$LAB/log/dovecot-start.log" 2>&1 || die "dovecot did not start: $(cat "$LAB/log/dovecot-start.log")"
  wait_port $HOST_IP $IMAP_PORT || die "dovecot does not answer on $HOST_IP:$IMAP_PORT"
  postfix_up || "${CLOCK_ENV[@]}" timeout 60 script -qec "postfix -c '$PFC' start" /dev/null < /dev/null >> "$LAB/log/postfix-start.log" 2>&1 ||
    postfix_up || die "postfix did not start: $(cat "$LAB/log/postfix-start.log")"
  wait_greeting $HOST_IP $SUBMISSION_PORT || die "postfix does not answer on $HOST_IP:$SUBMISSION_PORT"
  say "up; settings in $LAB/env, accounts in $LAB/accounts.tsv"
}

stop() {
  [ -d "$LAB" ] || return 0
  grep -qxsF "$HERE" "$LAB/.argine-lab" || die "$LAB was not made by this script"
  stop_pid "$DC/run/master.pid"
  [ -z "$LAB_CLOCK" ] || write_clock
  postfix_up && { "${CLOCK_ENV[@]}" postfix -c "$PFC" stop > "$LAB/log/postfix-stop.log" 2>&1; local i; for i in {1..300}; do postfix_up || break; sleep 0.2; done; }
  stop_pid "$LAB/sink/sink.pid"
  stop_pid "$LAB/sink/filter.pid"
  stop_pid "$LAB/dns/unbound.pid"
  say stopped
}

status() {
  local bad=0 line name ip port
  while read -r name ip port; do
    if open_port "$ip" "$port"; then echo "up    $name $ip:$port"; else echo "DOWN  $name $ip:$port"; bad=3; fi
  done <<EOF
dns                $DNS_IP 53
remote-world       $SINK_IP $SINK_PORT
postfix-mx         $HOST_IP $MX_PORT
postfix-postscreen $HOST_IP $POSTSCREEN_PORT
postfix-submission $HOST_IP $SUBMISSION_PORT
postfix-smtps      $HOST_IP $SMTPS_PORT
postfix-filtered   $HOST_IP $FILTERED_PORT
content-filter     $LAB_NET.24 $FILTER_PORT
postfix-relay      $HOST_IP $RELAY_PORT
dovecot-imap       $HOST_IP $IMAP_PORT
dovecot-imaps      $HOST_IP $IMAPS_PORT
dovecot-pop3       $HOST_IP $POP3_PORT
dovecot-submission $HOST_IP $DC_SUBMISSION_PORT
doveadm-http       $HOST_IP $DOVEADM_HTTP_PORT
EOF
  return $bad
}

case ${1:-} in
  start) start ;;
  stop) stop ;;
  restart) stop; start ;;
  status) status ;;
  env) [ -f "$LAB/env" ] || die "not started yet"; cat "$LAB/env" ;;
  wipe) stop; rm -rf "$LAB"; say "removed $LAB" ;;
  *) sed -n '3,34s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
