"""The wire between the endpoint and a worker: JSON, then bytes, each with its length."""

import json
import struct
from typing import Any

#: Lengths of header and body, in network order.
LENGTHS = struct.Struct("!II")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
Frame = tuple[dict[str, Any], bytes]


def pack(header: dict[str, Any], body: bytes = b"") -> bytes:
    """Return one frame.

    >>> unpack(bytearray(pack({"job": "query"}, b"ASK {}")))
    ({'job': 'query'}, b'ASK {}')
    """
    text = _ENCODER.encode(header).encode()
    return LENGTHS.pack(len(text), len(body)) + text + body


def unpack(received: bytearray) -> Frame | None:
    """Take one frame out of what was received; None while it is not whole."""
    if len(received) < LENGTHS.size:
        return None
    head, body = LENGTHS.unpack_from(received)
    end = LENGTHS.size + head + body
    if len(received) < end:
        return None
    header = json.loads(received[LENGTHS.size : LENGTHS.size + head])
    content = bytes(received[LENGTHS.size + head : end])
    del received[:end]
    return header, content
