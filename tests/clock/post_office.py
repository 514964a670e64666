"""A real SMTP server on loopback, which keeps what it gets, and can be slow, refuse or hang up."""

import asyncio
import logging
import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

logging.getLogger("mail.log").setLevel(logging.WARNING)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class PostOffice:
    """What came in, in its order; `answers` are given instead of acceptance, one a mail, at RCPT or DATA."""

    seconds: float = 0.0
    rcpt: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    came: list[EmailMessage] = field(default_factory=list)
    to: list[list[str]] = field(default_factory=list)
    lines: int = 0
    port: int = 0

    async def handle_EHLO(
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: Any
    ) -> Any:
        self.lines += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.rcpt:
            return self.rcpt.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        await asyncio.sleep(self.seconds)
        if self.data:
            answer = self.data.pop(0)
            if answer != "hang up":
                return answer
            server.transport.abort()
            return "250 never seen"
        self.came.append(message_from_bytes(envelope.content, policy=policy.default))
        self.to.append(list(envelope.rcpt_tos))
        return "250 taken"

    def ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.came]


@contextmanager
def open_office(*, seconds: float = 0.0) -> Iterator[PostOffice]:
    """Open the office on a port of its own."""
    office = PostOffice(seconds)
    office.port = free_port()
    controller = Controller(office, hostname="127.0.0.1", port=office.port)
    controller.start()
    try:
        with smtplib.SMTP("127.0.0.1", office.port, timeout=5) as line:
            assert line.noop()[0] == 250
        yield office
    finally:
        controller.stop()
