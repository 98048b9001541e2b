"""A multipart body, streamed to disk as it arrives: nothing is held in memory, limits are enforced on the way."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from anyio import to_thread
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

from app.assets.limits import MAX_FIELDS, MAX_FILES, MAX_HEADER, MAX_HEADERS, MAX_OVERHEAD, Limits
from app.errors import Invalid, TooLarge, Unsupported
from app.files.digest import Digest
from app.files.names import refuse_hostile
from app.files.stream import batched
from app.files.write import TEMPORARY


@dataclass(frozen=True)
class Received:
    """A file as it arrived: the user's name for it, and where its bytes wait. Its asset will have the same id.
    `sha256` is None for what did not come in one piece."""

    name: str
    path: Path
    size: int
    sha256: str | None
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


class _Files:
    """The parser's callbacks: writes the parts named `files` into `folder`."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder, self.limits = folder, limits
        self.done: list[Received] = []
        self.paths: list[Path] = []
        self.complete = False
        self._received = self._total = self._fields = 0
        self._header, self._headers = (b"", b""), dict[bytes, bytes]()
        self._open: tuple[str, Path, IO[bytes], Digest] | None = None

    def on_part_begin(self) -> None:
        self._headers = {}

    def on_header_begin(self) -> None:
        self._header = (b"", b"")

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header = (self._header[0] + data[start:end], self._header[1])

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header = (self._header[0], self._header[1] + data[start:end])

    def on_header_end(self) -> None:
        field, value = self._header
        self._headers[field.lower()] = value

    def on_headers_finished(self) -> None:
        name = _file_name(self._headers.get(b"content-disposition", b""))
        if name is None:
            self._fields += 1
        else:
            path = self.folder / f"{TEMPORARY}{uuid.uuid4().hex}"
            self._open = (name, path, path.open("xb"), Digest())
            self.paths.append(path)
        if len(self.paths) > MAX_FILES or self._fields > MAX_FIELDS:
            raise TooLarge(f"A form can have {MAX_FILES} files and {MAX_FIELDS} fields.", code="too_many_files")

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        self._total += end - start
        self.limits.admit(self._total)
        if self._open:
            piece = memoryview(data)[start:end]
            self._open[2].write(piece)
            self._open[3].add(piece)

    def on_part_end(self) -> None:
        if self._open:
            name, path, file, digest = self._open
            self.done.append(Received(name, path, file.tell(), digest.hexdigest()))
        self.close()

    def on_end(self) -> None:
        self.complete = True

    def close(self) -> None:
        opened, self._open = self._open, None
        if opened:
            opened[2].close()

    def discard(self) -> None:
        with suppress(OSError):  # what waits to be written may not fit any more
            self.close()
        for path in self.paths:
            path.unlink(missing_ok=True)

    def require_room(self, size: int) -> None:
        """For `size` bytes more of the form, wherever in it they belong: also behind its end."""
        self._received += size
        self.limits.admit(self._received - MAX_OVERHEAD)
        self.limits.require_room(self.folder, size)


@asynccontextmanager
async def receiving(
    body: AsyncIterator[bytes], content_type: str, folder: Path, limits: Limits
) -> AsyncIterator[list[Received]]:
    """What `receive` gives, for a block that takes it over; nothing stays when the block fails."""
    received = await receive(body, content_type, folder, limits)
    try:
        yield received
    except BaseException:
        for file in received:
            file.path.unlink(missing_ok=True)
        raise


async def receive(body: AsyncIterator[bytes], content_type: str, folder: Path, limits: Limits) -> list[Received]:
    """Write each file of the form `files` into `folder`; on any failure nothing stays there.

    Raises `Unsupported` for another content type, `Invalid` for a malformed or empty form, `TooLarge`, `StorageFull`.
    """
    kind, options = parse_options_header(content_type)
    if kind != b"multipart/form-data" or b"boundary" not in options:
        raise Unsupported("Send the files as multipart/form-data.", code="not_multipart")
    files = _Files(folder, limits)
    try:
        parser = _parser(options[b"boundary"], files)
        async for chunk in batched(body):
            await to_thread.run_sync(_feed, parser, files, chunk)
        if not files.complete:
            raise Invalid("The form ended too early.", code="malformed_form")
        if not files.done:
            raise Invalid("At least one file is required, in the field “files”.", field="files", code="files_required")
    except FormParserError as error:
        files.discard()
        raise Invalid("The form can't be read as multipart.", code="malformed_form") from error
    except BaseException:
        files.discard()
        raise
    return files.done


def _feed(parser: MultipartParser, files: _Files, chunk: bytes) -> None:
    files.require_room(len(chunk))
    parser.write(chunk)


def _parser(boundary: bytes, files: _Files) -> MultipartParser:
    callbacks: MultipartCallbacks = {
        "on_part_begin": files.on_part_begin,
        "on_part_data": files.on_part_data,
        "on_part_end": files.on_part_end,
        "on_header_begin": files.on_header_begin,
        "on_header_field": files.on_header_field,
        "on_header_value": files.on_header_value,
        "on_header_end": files.on_header_end,
        "on_headers_finished": files.on_headers_finished,
        "on_end": files.on_end,
    }
    return MultipartParser(boundary, callbacks, max_header_count=MAX_HEADERS, max_header_size=MAX_HEADER)


def _file_name(disposition: bytes) -> str | None:
    """The file name of a part, None for an ordinary field. Raises `Invalid` for a hostile one."""
    _, options = parse_options_header(disposition)
    if b"filename" not in options:
        return None
    if options.get(b"name") not in {b"files", b"file"}:
        raise Invalid("Files belong in the field “files”.", field="files", code="files_required")
    name = options[b"filename"].decode("utf-8", "surrogateescape")
    # The parser drops the folders of a Windows path before we see them.
    refuse_hostile(name if b"\\" not in disposition else "\\" + name)
    return name
