"""Files from addresses that somebody typed: only public ones, over https, within bounds, whoever answers.

The address is resolved once, every answer of the resolver must be public, and the connection goes to the very address
that was looked at: a name that changes its mind between look and connection leads nowhere new. Redirections are looked
at in the same way. See OWASP, "Server-Side Request Forgery Prevention Cheat Sheet".
"""

import http.client
import socket
import ssl
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from threading import Timer
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _

#: For one file, all redirections included; for one connection.
SECONDS, SECONDS_TO_CONNECT = 15, 5
MOST_REDIRECTIONS, LONGEST_ADDRESS = 3, 2_000
#: Behind 64:ff9b::/96 and 64:ff9b:1::/48 any IPv4 address may stand (RFC 6052, RFC 8215).
TRANSLATED = b"\x00\x64\xff\x9b"
MOVED = (301, 302, 303, 307, 308)


class NotFetched(Exception):
    """The file can't be had from there; the message tells whoever typed the address why."""


@dataclass(frozen=True)
class _Target:
    host: str
    path: str
    ip: str


def fetch(address, *, most_bytes, seconds=SECONDS):
    """The bytes behind an https address, at most `most_bytes` within `seconds`. Raises NotFetched."""
    for _hop in range(MOST_REDIRECTIONS + 1):
        target = _looked_at(address)
        try:
            answer = _asked(target, most_bytes, seconds)
        except (OSError, http.client.HTTPException, ValueError):
            raise NotFetched(_("L’adresse ne répond pas comme il faut.")) from None
        if isinstance(answer, bytes):
            return answer
        address = urljoin(address, answer)
    raise NotFetched(_("L’adresse renvoie sans cesse ailleurs."))


def refuse_odd(address):
    """Raises NotFetched for what isn't the https address of a named host, without asking anybody."""
    try:
        parts = urlsplit(address)
        is_plain = parts.scheme == "https" and parts.hostname and parts.port in (None, 443)
    except ValueError:
        is_plain = False
    printable = address.isascii() and all(" " < sign < "\x7f" for sign in address)
    if not is_plain or parts.username or not printable or len(address) > LONGEST_ADDRESS:
        raise NotFetched(_("Une adresse qui commence par https:// est attendue."))
    return parts


def _looked_at(address):
    parts = refuse_odd(address)
    try:
        found = {each[4][0] for each in socket.getaddrinfo(parts.hostname, 443, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise NotFetched(_("Ce site est introuvable.")) from None
    if not found or not all(is_public(ip) for ip in found):
        raise NotFetched(_("Cette adresse n’est pas publique."))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _Target(parts.hostname, path, min(found, key=lambda ip: (":" in ip, ip)))


def is_public(ip):
    """Whether anybody on the internet reaches this address: not ours, not a neighbour's, not a tunnel to one."""
    address = ip_address(ip.partition("%")[0])
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        if inner or address.packed[:4] == TRANSLATED:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _asked(target, most_bytes, seconds):
    """The bytes, or the address that it was moved to."""
    bare = socket.create_connection((target.ip, 443), timeout=SECONDS_TO_CONNECT)
    end = Timer(seconds, _hang_up, [bare])
    end.daemon = True
    end.start()
    try:
        if not is_public(bare.getpeername()[0]):
            raise NotFetched(_("Cette adresse n’est pas publique."))
        return _spoken(_secured(bare, target.host), target, most_bytes)
    finally:
        end.cancel()
        bare.close()


def _hang_up(connection):
    """However slowly the other side drips: this ends its answer."""
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        connection.close()


def _secured(connection, host):
    return ssl.create_default_context().wrap_socket(connection, server_hostname=host)


def _spoken(connection, target, most_bytes):
    request = http.client.HTTPConnection(target.host)
    request.sock = connection
    headers = {"User-Agent": "MonQuibus", "Accept": "image/*", "Accept-Encoding": "identity", "Connection": "close"}
    request.request("GET", target.path, headers=headers)
    answer = request.getresponse()
    if answer.status in MOVED:
        return answer.getheader("Location") or ""
    if answer.status != http.client.OK:
        raise NotFetched(_("Le site répond par une erreur (%(code)d).") % {"code": answer.status})
    content = answer.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise NotFetched(_("Le fichier est trop lourd."))
    if answer.length:
        raise NotFetched(_("L’adresse ne répond pas comme il faut."))
    return content
