from __future__ import annotations

from enum import Enum, auto


class Fault(Enum):
    SOCKET_REFUSED = auto()  # the other end of `/ws` is no server of sockets
    SOCKET_CUT = auto()  # every socket is cut at the second step, and what happens then is never told again
    SOCKET_MUTE = auto()  # an older socket of the same client closed late: nothing is told any more
    GARBLED_FRAMES = auto()  # among the others come frames that nobody understands
    ANSWER_LOST = auto()  # the prompt is taken, and the connection breaks before the answer
    ANSWER_HANGS = auto()  # no request is ever answered
    ANSWER_500 = auto()  # `POST /prompt` fails inside
    ANSWER_HTML = auto()  # something else listens at this address
    OLD_VERSION = auto()  # names its jobs itself, interrupts whatever runs, knows no feature flags
    COMBO_CHOICES = auto()  # all node classes tell their choices as only newer ones do
    UPLOAD_REFUSED = auto()  # the picture is larger than the server takes
    LORA_DAMAGED = auto()  # a LoRA is listed and can't be read
    NODE_FAILS = auto()  # a node raises in the middle
    INTERRUPTED = auto()  # somebody presses the button at the server
    STANDS_STILL = auto()  # a node never returns, not even when interrupted
    LATE_HISTORY = auto()  # the end is told well before it is in the history
    PICTURE_CUT = auto()  # half of the file, with the length of half
    PICTURE_BREAKS = auto()  # the connection breaks in the middle of the file
    PICTURE_HTML = auto()
    PICTURE_MISSING = auto()
    PICTURE_DAMAGED = auto()  # one byte is another
    NOTHING_SAVED = auto()  # the history names no file
