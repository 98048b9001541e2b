"""A screenplay over REST: looked at, imported, read again."""

from __future__ import annotations

from httpx import AsyncClient

from tests.support.clients.calls import API, problem, told


async def test_a_draft_is_looked_at_then_imported_and_read(api: AsyncClient, sample: bytes) -> None:
    film = f"{API}/projects/{told(await api.post(f'{API}/projects', json={'name': 'Nosferatu'}), 201)['id']}"
    form = {"file": ("the-last-light.fountain", sample)}
    problem(await api.get(f"{film}/screenplay"), 404, "screenplay_missing")

    looked = await api.post(f"{film}/screenplay/preview", files=form)
    assert told(looked)["counts"] == {"unchanged": 0, "changed": 0, "new": 5, "omitted": 0}
    assert told(looked)["new_characters"] == ["Nora", "Tomas"]
    problem(await api.get(f"{film}/screenplay"), 404, "screenplay_missing")

    guard = {"If-Match": looked.headers["ETag"], "Idempotency-Key": "once"}
    imported = await api.post(f"{film}/screenplay", files=form, headers=guard)
    assert len(told(imported)["scenes"]) == 5
    assert told(await api.post(f"{film}/screenplay", files=form, headers=guard)) == told(imported)
    problem(await api.post(f"{film}/screenplay", files=form, headers={"If-Match": guard["If-Match"]}), 412)

    read = await api.get(f"{film}/screenplay")
    assert (told(read), read.headers["ETag"]) == (told(imported), imported.headers["ETag"])
    assert (await api.get(f"{film}/screenplay/source")).content == sample
    assert told(await api.post(f"{film}/story/import", files=form)) == told(imported)

    problem(await api.post(f"{film}/screenplay", files={"file": ("a.pdf", b"%PDF")}), 415, "screenplay_type")
    two = [("file", ("a.fountain", sample)), ("file", ("b.fountain", sample))]
    problem(await api.post(f"{film}/screenplay", files=two), 422, "one_file")
    problem(await api.post(f"{film}/screenplay", content=sample), 415, "not_multipart")
