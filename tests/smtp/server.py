"""A real SMTP server for the tests: aiosmtpd, which keeps what it gets as files and obeys what the recipient is called.

refuse@ is refused for good, later@ for now (until the file `relent` is there), drop@ loses the connection after the data.
Prints its port; ends when its standard input does.
"""

import asyncio
import email
import email.policy
import json
import pathlib
import sys

from aiosmtpd.smtp import SMTP

FOLDER = pathlib.Path(sys.argv[1])


class Handler:
    def __init__(self):
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
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
                    "text": message.get_body(("plain",)).get_content(),
                    "html": message.get_body(("html",)).get_content(),
                }
            )
        )
        unfinished.rename(FOLDER / f"{self.count}.json")
        if envelope.rcpt_tos[0].startswith("drop@"):
            server.transport.abort()
        return "250 Taken"


async def main():
    loop = asyncio.get_running_loop()
    handler = Handler()
    server = await loop.create_server(lambda: SMTP(handler), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
