from __future__ import annotations

from app.connecting import connect
from app.metrics.studio import Studio
from app.projects.store import Films
from tests.support.studios.processes import free_port


def test_without_redis_it_says_so_and_tells_the_rest(films: Films) -> None:
    away = connect(f"redis://127.0.0.1:{free_port()}")
    found = {sample.name: sample.value for family in Studio(away, films, 512).collect() for sample in family.samples}
    assert found.pop("auteur_redis_up") == 0
    assert found.keys() == {f"auteur_disk_{name}_bytes" for name in ("free", "size", "reserve")}
    assert found["auteur_disk_reserve_bytes"] == 512
    assert 0 < found["auteur_disk_free_bytes"] <= found["auteur_disk_size_bytes"]
