# SPDX-License-Identifier: Apache-2.0
"""A content filter on loopback that passes every message on to the re-injection port.

It stands for amavisd or rspamd's proxy: Postfix sends to it over SMTP, and it hands each command to a second smtpd
and the answers back, so that "queued as" names the second queue ID.  With --xforward it offers and passes XFORWARD
and Postfix then logs orig_client and orig_queue_id; without it only the reply joins the two.
"""
import asyncio
import sys


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, xforward: bool, answers: bool) -> None:
    try:
        while line := await reader.readline():
            if answers and not xforward and line[4:].upper().startswith(b"XFORWARD"):
                continue
            writer.write(line)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, onward: tuple[str, int],
                xforward: bool) -> None:
    next_reader, next_writer = await asyncio.open_connection(*onward, limit=1 << 20, local_addr=("127.0.0.1", 0))
    await asyncio.gather(pump(reader, next_writer, xforward, False), pump(next_reader, writer, xforward, True))


async def main(net: str, listen: int, onward: int, xforward: bool) -> None:
    await asyncio.start_server(lambda r, w: serve(r, w, (f"{net}.25", onward), xforward), f"{net}.24", listen,
                               limit=1 << 20)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), "--xforward" in sys.argv))
