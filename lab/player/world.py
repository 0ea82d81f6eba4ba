# SPDX-License-Identifier: Apache-2.0
"""The world around the lab: its domains, its networks, and what each remote mail server answers.

Client addresses are chosen so that each has the same length as the documentation address it is recorded as:

    127.0.2.N    -> 192.0.2.N       the server (.1), the trusted web server (.80), DNS (.53)
    127.51.100.N -> 198.51.100.N    the office
    127.9.113.N  -> 203.0.113.N     the remote mail servers
    127.10A.1BB.1CC -> 2001:db8:NN::HH    everybody else: network NN is ABB, in a /48 of its own

Run as a program it prints the local-data lines that unbound needs for all of it.
"""
import re
import sys
from dataclasses import dataclass

LOCAL_DOMAINS = ("example.org", "example.net")
HOSTNAME = "mail.example.org"
SPAM_WORDS = ("lottery", "bitcoin", "claim your", "verify your account", "prescription")


@dataclass(frozen=True)
class Remote:
    """A remote domain; its kind says how its server behaves (see sink.py)."""
    domain: str
    kind: str


FREEMAIL = [Remote("freemail.test", "filter"), Remote("webposta.test", "filter"), Remote("mailbox.example", "filter"),
            Remote("inbox-now.test", "accept"), Remote("postafacile.test", "accept"), Remote("ymail.example", "filter"),
            Remote("hotpost.test", "throttle"), Remote("libero-mail.test", "filter")]
BUSINESS = [Remote(f"{name}.example", "accept") for name in (
    "studio-bellini", "meccanica-nova", "legno-ferraro", "tessile-brianza", "cantieri-lario", "grafica-monti",
    "banca-locale", "hotel-riva", "alimentari-sala", "farmacia-centro", "scuola-manzoni", "trasporti-adda",
    "notaio-villa", "edilizia-resta", "vini-colli", "giardini-po", "ottica-luce", "moda-duomo", "sport-lago",
    "libri-antichi", "ufficio-facile", "energia-verde", "dentista-sole", "viaggi-blu", "musica-viva")]
SLOW = [Remote("comune-lecco.example", "grey"), Remote("asl-como.example", "grey")]
BAD = [Remote("old-archive.test", "full"), Remote("busy.test", "busy"), Remote("blocked.test", "blocked"),
       Remote("refused.test", "refused"), Remote("shut-down.test", "refused"), Remote("parked-domain.test", "refused")]
BIG = Remote("bigcloud.test", "accept")
REMOTES = FREEMAIL + BUSINESS + SLOW + BAD + [BIG]
BY_DOMAIN = {remote.domain: remote for remote in REMOTES}

NETWORKS = 240
PEOPLE, STRANGERS, LINES = range(0, 100), range(100, 200), range(200, 240)   # who stands in which network
ISPS = ("fibra", "adsl", "mobile", "ufficio", "hotel", "roaming", "vpn", "hosting", "campus", "cavo")


def address(network: int, host: int) -> str:
    """A client in a network (0 to 239); hosts from 0 to 150."""
    return f"127.{101 + network // 100}.{100 + network % 100}.{100 + host}"


def office(host: int) -> str:
    return f"127.51.100.{host}"


def remote_address(lab_net: str, domain: str) -> str:
    """The address of a remote domain's server; another lab's servers stand in another network."""
    return f"127.9.{111 + int(lab_net.split('.')[2]) % 100}.{10 + REMOTES.index(BY_DOMAIN[domain])}"


def client_name(network: int, host: int) -> str:
    """The reverse name: of people a line's, of consumer lines a generic one, of other strangers none."""
    if network in STRANGERS:
        return ""
    return f"c{host}.{'line' if network in PEOPLE else 'pool'}{network}.{ISPS[network % len(ISPS)]}.test"


CLIENT = re.compile(rb"127\.10([123])\.1(\d\d)\.([12]\d\d)(?!\d)")
PREFIXES = ((re.compile(rb"127\.0\.2\.(?=\d)"), b"192.0.2."), (re.compile(rb"127\.51\.100\.(?=\d)"), b"198.51.100."),
            (re.compile(rb"127\.9\.113\.(?=\d)"), b"203.0.113."))


def documented(data: bytes) -> bytes:
    """The same text with every address replaced by the documentation address of the same length."""
    for pattern, prefix in PREFIXES:
        data = pattern.sub(prefix, data)

    def one(match: re.Match[bytes]) -> bytes:
        a, b, c = (int(part) for part in match.groups())
        return b"2001:db8:%x::%x" % (16 + (a - 1) * 100 + b, 16 + c - 100)
    return CLIENT.sub(one, data)


def reverse(ip: str) -> str:
    return ".".join(reversed(ip.split("."))) + ".in-addr.arpa."


def dns_lines(lab_net: str) -> list[str]:
    host, web = f"{lab_net}.1", f"{lab_net}.80"
    out = [f"{HOSTNAME}. A {host}"] + [f"{domain}. MX 10 {HOSTNAME}." for domain in LOCAL_DOMAINS]
    out += [f"{domain}. TXT 'v=spf1 a:{HOSTNAME} -all'" for domain in LOCAL_DOMAINS]
    out += [f"{reverse(host)} PTR {HOSTNAME}.", f"www.example.org. A {web}", f"{reverse(web)} PTR www.example.org."]
    for remote in REMOTES:
        ip = remote_address(lab_net, remote.domain)
        out += [f"{remote.domain}. MX 10 mx.{remote.domain}.", f"mx.{remote.domain}. A {ip}",
                f"{reverse(ip)} PTR mx.{remote.domain}."]
    named = [(client_name(n, h), address(n, h)) for n in range(NETWORKS) for h in range(30) if n not in STRANGERS]
    named += [(f"c{h}.office.example.org", office(h)) for h in range(1, 60)]
    for name, ip in named:
        out += [f"{name}. A {ip}", f"{reverse(ip)} PTR {name}."]
    out += ["nullmx.test. MX 0 .", "deadmx.test. MX 10 mx.nowhere.test.", "nomx.test. TXT 'neither MX nor A'"]
    return out


if __name__ == "__main__":
    for record in dns_lines(sys.argv[1]):
        print(f'  local-data: "{record}"')
