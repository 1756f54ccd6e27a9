"""Under which names the page answers: a guard before Streamlit's own web server.

A page of another site cannot read what this machine serves, unless its name is made to point here (DNS rebinding):
then the browser takes both for one site and sends `Host` and `Origin` of that name. So requests are answered only under
names that cannot be such a site's.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from sim.errors import msg
from sim.text import LANGUAGES, Text

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

REFUSED = msg(
    "The page does not answer under this name. Whoever serves it can allow the name: housing-sim app --host NAME"
)
_EVERY_ADDRESS = ("", "0.0.0.0", "::")


class HostCheck:
    """Middleware that refuses what does not come from the page itself, before anything else sees it.

    Parameters
    ----------
    app : ASGIApp
        What is guarded.
    names : iterable of str
        Names that whoever serves the page allows, beside those of `answers_under`.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str] = ()) -> None:
        self._app = app
        self._names = frozenset(filter(None, (name_in(name) for name in names)))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what is allowed, answer the rest with 403, a WebSocket's first message as well."""
        if scope["type"] not in ("http", "websocket") or self._allows(scope["headers"]):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            said = "\n".join(Text(language)(REFUSED) for language in LANGUAGES).encode()
            headers = [
                (b"content-type", b"text/plain; charset=utf-8"),
                (b"x-content-type-options", b"nosniff"),
            ]
            await send({"type": "http.response.start", "status": 403, "headers": headers})
            await send({"type": "http.response.body", "body": said})

    def _allows(self, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        named: dict[bytes, list[str]] = {b"host": [], b"origin": []}
        for name, value in headers:
            if name.lower() in named:
                named[name.lower()].append(value.decode("latin-1").strip().lower())
        if len(named[b"host"]) != 1:
            return False
        (host,) = named[b"host"]
        bound = st.get_option("server.address") or ""
        return answers_under(host, bound, self._names) and all(
            origin in (f"http://{host}", f"https://{host}") for origin in named[b"origin"]
        )


def answers_under(host: str, bound: str, names: frozenset[str] = frozenset()) -> bool:
    """Tell whether the page answers a request for a host.

    It does under the names of this machine itself, the address that the server is bound to, and the names allowed. A
    server bound to every address answers under any address in digits: only a name can be made to point elsewhere.

    Parameters
    ----------
    host : str
        Header `Host` of the request: a name or an address, with or without port.
    bound : str
        Address that the server is bound to; "" for every address.
    names : frozenset of str
        Further names, as `name_in` gives them.
    """
    name = name_in(host)
    if name is None:
        return False
    if name == "localhost" or name in names or name == name_in(bound):
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or bound in _EVERY_ADDRESS


def name_in(host: str) -> str | None:
    """Name or address in a `Host` header, in small ASCII letters; None where there is none.

    Parameters
    ----------
    host : str
        A name or an address, with or without port; an address of IPv6 in brackets or, alone, without.
    """
    if any(sign in host for sign in "/@?#\\ \t"):
        return None
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:  # brackets that do not fit
        return None
    for address in (host, name):
        with suppress(ValueError):
            return str(ip_address(address))
    try:
        return name.removesuffix(".").encode("idna").decode("ascii") or None
    except UnicodeError:  # no name of the internet
        return None
