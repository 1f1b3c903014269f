"""A real SMTP server for the tests: aiosmtpd, which keeps what it gets as files and obeys what the recipient is called.

    server.py FOLDER [--tls CERTIFICATE KEY] [--log-in USER PASSWORD] [--announce-log-in-without-tls]

refuse@ is refused for good, later@ for now (until the file `relent` is there), drop@ loses the connection after the data,
hang@ is not answered. The file `order` says at which step every connection hangs, as long as it says so, or is lost: `hang mail`,
`lose rcpt`. The steps are greeting, ehlo, mail, rcpt, data, reply; the file `reached` is there once one got that far.
Prints its port; ends when its standard input does.
"""

import argparse
import asyncio
import email
import email.policy
import json
import logging
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

arguments = argparse.ArgumentParser()
arguments.add_argument("folder", type=pathlib.Path)
arguments.add_argument("--tls", nargs=2)
arguments.add_argument("--log-in", nargs=2)
arguments.add_argument("--announce-log-in-without-tls", action="store_true")
OPTIONS = arguments.parse_args()
# aiosmtpd warns at each log-in of a name that it uses itself.
logging.getLogger("mail.log").setLevel(logging.ERROR)
FOLDER = OPTIONS.folder


def order():
    try:
        return (FOLDER / "order").read_text()
    except FileNotFoundError:
        return ""


async def obey(server, step):
    if order() == f"lose {step}":
        (FOLDER / "reached").touch()
        server.transport.abort()
    while order() == f"hang {step}":
        (FOLDER / "reached").touch()
        await asyncio.sleep(0.02)


class Obedient(SMTP):
    async def _handle_client(self):
        await obey(self, "greeting")
        await super()._handle_client()

    async def smtp_EHLO(self, hostname):
        await obey(self, "ehlo")
        await super().smtp_EHLO(hostname)

    async def smtp_MAIL(self, arg):
        await obey(self, "mail")
        await super().smtp_MAIL(arg)

    async def smtp_DATA(self, arg):
        await obey(self, "data")
        await super().smtp_DATA(arg)


class Handler:
    def __init__(self):
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        await obey(server, "rcpt")
        name = address.split("@")[0]
        if name == "hang":
            await asyncio.sleep(3600)
        if name == "refuse":
            return "550 5.1.1 No such partner here"
        if name == "later" and not (FOLDER / "relent").exists():
            return "451 4.7.1 Come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.count += 1
        unfinished = FOLDER / f"{self.count}.tmp"
        unfinished.write_text(
            json.dumps(
                {
                    "to": envelope.rcpt_tos[0],
                    "id": message["message-id"],
                    "subject": message["subject"],
                    "unsubscribe": message["list-unsubscribe"] or "",
                    "unsubscribe_post": message["list-unsubscribe-post"] or "",
                    "text": message.get_body(("plain",)).get_content(),
                    "html": message.get_body(("html",)).get_content(),
                    "encrypted": session.ssl is not None,
                    "logged_in": session.authenticated is True,
                }
            )
        )
        unfinished.rename(FOLDER / f"{self.count}.json")
        if envelope.rcpt_tos[0].startswith("drop@"):
            server.transport.abort()
        await obey(server, "reply")
        return "250 Taken"


def authenticate(server, session, envelope, mechanism, data):
    user, password = OPTIONS.log_in
    right = data.login == user.encode() and data.password == password.encode()
    with open(FOLDER / "log-ins", "a") as file:
        file.write("right\n" if right else "wrong\n")
    return AuthResult(success=right, handled=False)


def new_session(handler):
    settings = {}
    if OPTIONS.tls:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*OPTIONS.tls)
        settings.update(tls_context=context, require_starttls=True)
    if OPTIONS.log_in:
        settings.update(authenticator=authenticate, auth_required=True)
        settings.update(auth_require_tls=not OPTIONS.announce_log_in_without_tls)
    return Obedient(handler, **settings)


async def main():
    loop = asyncio.get_running_loop()
    handler = Handler()
    server = await loop.create_server(lambda: new_session(handler), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
