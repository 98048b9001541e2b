"""A value of each kind, for examples: what a schema allows, in words that fit the field."""

from __future__ import annotations

from typing import Any

JsonSchema = dict[str, Any]

_MOMENT = "2026-11-21T12:00:00Z"
_ID = "6f1c9d0e-2f5b-4c38-9a41-0d3b7e5c8a12"
_PATH = "Nosferatu/03_Renders/CH001/SC001/SH010/take_001/picture.png"
_BY_NAME: dict[str, Any] = {
    "id": _ID,
    "project_id": _ID,
    "task_id": _ID,
    "take_id": _ID,
    "shot_id": _ID,
    "client_id": _ID,
    "node_id": "node-1",
    "runner_id": "studio-1",
    "epoch": "3f9a0c51d2e7",
    "last_event_id": "3f9a0c51d2e7-41",
    "workspace_event_id": "b07c44e19a63-7",
    "name": "Nosferatu",
    "folder": "Nosferatu",
    "path": _PATH,
    "output_path": _PATH,
    "outputs": [_PATH],
    "paths": ["03_Renders/CH001/SC001/SH010/take_001/picture.png"],
    "message": "take: SC001 SH010 take 1",
    "commit": "9c1185a5c5e9fc54612808977ee8f548b2258d31",
    "progress": 40,
    "duration": 3.2,
    "eta_seconds": 4.8,
    "size": 48213,
    "fps": 24,
    "resolution": [1920, 1080],
    "reason": None,
    "version": "1.0.0",
    "Chapter.code": "CH001",
    "ClosedData.code": 1013,
    "ClosedData.reason": "This socket can't be served at the moment: come back, and what was missed follows.",
    "SocketErrorData.code": "prompt_required",
    "SocketErrorData.detail": "A prompt is required.",
    "Chapter.name": "Setup",
    "asset_type": "characters",
    "char_id": _ID,
    "assetId": _ID,
    "projectId": _ID,
    "Character.name": "Count Orlok",
    "Character.description": "Gaunt, bald, long fingers",
    "triggerWord": "count_orlok",
    "image_path": f"Nosferatu/01_Assets/Characters/{_ID}/base_face.png",
    "Picture.path": f"Nosferatu/01_Assets/Characters/{_ID}/base_face.png",
    "Picture.url": f"/api/v1/projects/{_ID}/characters/{_ID}/base-face",
    "loraModel": None,
    "mime": "image/png",
    "metadata": {},
    "url": f"/api/v1/takes/{_ID}/content",
    "thumbnail_url": None,
    "poster_url": None,
    "preview_url": f"/api/v1/tasks/{_ID}/preview?step=12",
    "sha256": None,
    "task_type": "text_to_image",
    "description": "Inking",
    "element": _ID,
    "ref": "7",
    "code": "worker_lost",
    "detail": "Its worker died 3 times while making it; the task was given up.",
}


def sample(schema: JsonSchema, name: str = "", known: JsonSchema | None = None) -> Any:
    """Of a JSON schema, which may refer to `known` definitions; `name` is `Model.field` and says what it is about."""
    known = schema.get("$defs", {}) if known is None else known
    if "$ref" in schema:
        return sample(known[schema["$ref"].rpartition("/")[2]], name, known)
    if schema.get("type") == "null":
        return None
    if "const" in schema or "enum" in schema:
        return schema.get("const") or schema["enum"][0]
    if found := _BY_NAME.keys() & {name, name.rpartition(".")[2]}:
        return _BY_NAME[max(found, key=len)]
    if choices := schema.get("anyOf"):
        return sample(choices[0], name, known)
    return _of_type(schema, name, known)


def _of_type(schema: JsonSchema, name: str, known: JsonSchema) -> Any:
    match schema.get("type"):
        case "object":
            fields = schema.get("properties", {})
            return {field: sample(each, f"{schema['title']}.{field}", known) for field, each in fields.items()}
        case "array":
            return [sample(schema["items"], name, known)] if "items" in schema else []
        case "string":
            return _MOMENT if schema.get("format") == "date-time" else "…"
        case "boolean":
            return True
        case _:
            return 1
