"""The worker's eye on the films' folders: what people and other programs do there becomes events."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import structlog

from app.config import Settings
from app.connecting import connect
from app.errors import Unavailable
from app.events.log import EventLog
from app.projects.film import Film
from app.projects.store import Films
from app.tasks.queues import NOTICE, Dispatch
from app.watching.comparing import Watcher
from app.watching.listening import Listening, Targets, is_remote, targets
from app.watching.memory import Memory
from app.worker.noticing import AT_ONCE

_AGAIN_SECONDS = 1.0
_GATHER_SECONDS = 0.5  # what happens together is looked at once
_SHARE = 30.0  # looking takes at most a thirtieth of the time
_ROUND_SECONDS = 300.0  # the kernel drops what comes too fast
_POLL_SECONDS = 15.0
_ALL = ""  # no folder's name: the films as a whole

log = structlog.get_logger()


class Watch:
    """A thread that looks where the kernel says that something happened, and now and then everywhere."""

    def __init__(self, settings: Settings, dispatch: Dispatch) -> None:
        self._settings, self._dispatch = settings, dispatch
        self._root = settings.workspace_root
        self._heard: queue.SimpleQueue[Path] = queue.SimpleQueue()
        self._listening: Listening | None = None
        self._targets: Targets | None = None
        self._polls = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._heard.put(self._root)
        self._thread.join(timeout=5)
        if self._listening:
            self._listening.stop()

    def _run(self) -> None:
        redis = connect(self._settings.redis_url)
        films = Films(self._root)
        watcher = Watcher(films, EventLog(redis), Memory(redis), self._notice)
        if self._settings.auteur_watch == "poll" or is_remote(self._root):
            self._poll("asked for, or a file system that other machines change")
        due: set[str] = set()
        around = 0.0
        while not self._over.is_set():
            began = time.monotonic()
            everywhere = began >= around
            try:
                if everywhere or _ALL in due:
                    self._listen()
                    began = time.monotonic()  # to wait for the kernel is not to look
                due = self._look(watcher, films, due, everywhere=everywhere)
            except Exception as error:  # noqa: BLE001  the watch goes on, whatever one look met
                log.warning("watch.missed", reason=str(error))
                due.add(_ALL)
            pause = _SHARE * (time.monotonic() - began)
            if everywhere:
                around = time.monotonic() + max(_POLL_SECONDS if self._polls else _ROUND_SECONDS, pause)
            due |= self._wait(_AGAIN_SECONDS if due else max(0.0, around - time.monotonic()), pause)

    def _look(self, watcher: Watcher, films: Films, due: set[str], *, everywhere: bool) -> set[str]:
        """Where to look again soon."""
        late = set[str]()
        if everywhere or _ALL in due:
            late |= {_ALL} if watcher.look_at_films() else set()
        for film in films.all() if everywhere or due else ():
            name = film.folder.name
            if isinstance(film, Film) and (everywhere or name in due) and watcher.look_at(film.id):
                late.add(name)
        return late

    def _notice(self, film_id: str, paths: Sequence[str]) -> None:
        with suppress(Unavailable):  # the sweep finds what has no record
            for start in range(0, len(paths), AT_ONCE):
                self._dispatch.send(NOTICE, film_id, *paths[start : start + AT_ONCE])

    def _listen(self) -> None:
        """To the folders that are there now. The new watches stand before the old ones go: nothing is missed."""
        found = targets(self._root)
        if self._polls or found == self._targets:
            return
        listening = Listening(found, self._heard.put)
        listening.wait()
        if isinstance(listening.error, FileNotFoundError):
            self._heard.put(self._root)  # a folder went meanwhile: once more
        elif listening.error:
            self._poll(str(listening.error))
        else:
            self._targets = found
            self._listening, listening = listening, self._listening or listening
            log.info("watch.listening", folders=len(found.flat) + len(found.deep))
        if listening is not self._listening:
            listening.stop()

    def _poll(self, reason: str) -> None:
        self._polls = True
        log.warning("watch.polling", seconds=_POLL_SECONDS, reason=reason)

    def _wait(self, seconds: float, pause: float) -> set[str]:
        """The folders in which something happens meanwhile."""
        names = set[str]()
        with suppress(queue.Empty):
            names.update(self._names(self._heard.get(timeout=seconds)))
            self._over.wait(max(_GATHER_SECONDS, pause))
            while True:
                names.update(self._names(self._heard.get_nowait()))
        return names

    def _names(self, path: Path) -> Iterator[str]:
        parts = path.relative_to(self._root).parts
        yield from parts[:1]
        if len(parts) < 3 or parts[1] == ".git":
            yield _ALL
