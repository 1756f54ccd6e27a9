"""Another site cannot speak with the page: a foreign `Host` or `Origin` is refused, whatever carries it."""

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.guide import EXAMPLE_FILES
from sim.ui import HostCheck, answers_under

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("host", "bound", "answered"),
    [
        ("localhost", "127.0.0.1", True),
        ("localhost:8501", "127.0.0.1", True),
        ("LocalHost.:8501", "127.0.0.1", True),
        ("127.0.0.1:8501", "127.0.0.1", True),
        ("127.8.9.1:1", "127.0.0.1", True),
        ("[::1]:8501", "127.0.0.1", True),
        ("10.0.0.5:8501", "10.0.0.5", True),
        ("[fd00::5]:8501", "fd00::5", True),
        ("[FD00:0::5]", "fd00::5", True),
        ("office.example", "office.example", True),
        ("homes.example.vn", "127.0.0.1", True),
        ("homes.example.vn:443", "127.0.0.1", True),
        ("xn--nh-kia.vn", "127.0.0.1", True),
        ("10.0.0.5", "0.0.0.0", True),
        ("10.0.0.5", "", True),
        ("[fd00::5]:8501", "::", True),
        ("evil.example", "127.0.0.1", False),
        ("evil.example", "0.0.0.0", False),
        ("evil.example:8501", "", False),
        ("localhost.evil.example", "127.0.0.1", False),
        ("127.0.0.1.evil.example", "127.0.0.1", False),
        ("evil.homes.example.vn", "127.0.0.1", False),
        ("10.0.0.5", "127.0.0.1", False),
        ("10.0.0.6", "10.0.0.5", False),
        ("localhost@evil.example", "127.0.0.1", False),
        ("evil.example@localhost", "127.0.0.1", False),
        ("evil.example/@localhost", "127.0.0.1", False),
        ("evil.example, localhost", "127.0.0.1", False),
        ("[::1", "127.0.0.1", False),
        ("[evil.example]", "127.0.0.1", False),
        (":8501", "127.0.0.1", False),
        ("", "", False),
        ("a" * 300 + ".example", "", False),
    ],
)
def test_names_under_which_the_page_answers(host: str, bound: str, answered: bool) -> None:
    assert answers_under(host, bound, frozenset({"homes.example.vn", "xn--nh-kia.vn"})) is answered


async def _asked(kind: str, headers: list[tuple[bytes, bytes]], names: list[str]) -> list[dict[str, Any]]:
    """What the guard sends for a request; a message "inside" where it hands the request on."""
    sent: list[dict[str, Any]] = []

    async def inside(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "inside"})

    async def receive() -> dict[str, Any]:
        return {"type": f"{kind}.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    await HostCheck(inside, names)({"type": kind, "headers": headers}, receive, send)
    return sent


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ([(b"host", b"localhost:1")], True),
        ([(b"Host", b"localhost:1"), (b"Origin", b"http://localhost:1")], True),
        ([(b"host", b"homes.example.vn"), (b"origin", b"https://homes.example.vn")], True),
        ([(b"host", "nhà.vn".encode("idna")), (b"origin", b"https://" + "nhà.vn".encode("idna"))], True),
        ([(b"host", b"localhost:1"), (b"origin", b"http://localhost:2")], False),
        ([(b"host", b"localhost:1"), (b"origin", b"null")], False),
        ([(b"host", b"localhost:1"), (b"origin", b"")], False),
        ([(b"host", b"localhost:1"), (b"origin", b"http://localhost:1"), (b"origin", b"http://evil")], False),
        ([(b"host", b"localhost:1"), (b"host", b"evil.example")], False),
        ([(b"host", b"evil.example"), (b"origin", b"http://evil.example")], False),
        ([], False),
    ],
)
def test_what_is_not_the_pages_own_is_refused(headers: list[tuple[bytes, bytes]], allowed: bool) -> None:
    names = ["Homes.Example.vn:443", "nhà.vn", "[", ""]
    for kind in ("http", "websocket"):
        sent = asyncio.run(_asked(kind, headers, names))
        if allowed:
            assert sent == [{"type": "inside"}]
        elif kind == "http":
            assert sent[0]["status"] == 403 and "không".encode() in sent[1]["body"]
        else:
            assert sent == [{"type": "websocket.close", "code": 1008}]
    assert asyncio.run(_asked("lifespan", headers, names)) == [{"type": "inside"}]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Port of the page as `streamlit run` serves it, which is how `housing-sim app` does."""
    folder = tmp_path_factory.mktemp("served")
    for name, content in EXAMPLE_FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", "app_streamlit.py", "--server.port", str(number),
               "--server.headless", "true", "--", str(folder), "homes.example.vn"]  # fmt: skip
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", number)) == 0:
                    break
            assert server.poll() is None, log.read_text()
            time.sleep(0.1)
        yield number
    finally:
        server.terminate()
        server.wait(timeout=20)


PLAIN = "GET / HTTP/1.1\r\nHost: {host}\r\n{origin}Connection: close\r\n\r\n"
STREAM = (
    "GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\n{origin}Connection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


def status(port: int, request: str, host: str, origin: str | None) -> int:
    """Status of the answer to a request that is written by hand: no library adds a header."""
    line = "" if origin is None else f"Origin: {origin}\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=30) as speaking:
        speaking.sendall(request.format(host=host, origin=line).encode())
        return int(speaking.recv(64).split()[1])


def test_the_server_refuses_foreign_sites(port: int) -> None:
    here, proxy = f"127.0.0.1:{port}", "homes.example.vn"
    for host, origin in (
        (here, None),
        (here, f"http://{here}"),
        (f"localhost:{port}", f"http://localhost:{port}"),
        (proxy, f"https://{proxy}"),
    ):
        assert status(port, PLAIN, host, origin) == 200
        assert status(port, STREAM, host, origin) == 101
    for host, origin in (
        ("evil.example", None),
        ("evil.example", "http://evil.example"),
        (f"evil.example:{port}", f"http://evil.example:{port}"),
        (here, "http://evil.example"),
        (here, f"http://localhost:{port + 1}"),
        (proxy, "https://evil.example"),
    ):
        assert status(port, PLAIN, host, origin) == 403
        assert status(port, STREAM, host, origin) == 403
