"""What `validate_prompt` refuses, in its words."""

from __future__ import annotations

from typing import Any

from tests.support.comfyui.nodes import OUTPUTS, Disk


def refusal(graph: Any, disk: Disk) -> dict[str, Any] | None:
    """The body of a 400."""
    required = disk.required()
    for node, told in graph.items():
        if told.get("class_type") not in required:
            return _alone("missing_node_type", f"Node '{told.get('class_type')}' not found.", f"Node ID '#{node}'")
    if not any(told["class_type"] in OUTPUTS for told in graph.values()):
        return _alone("prompt_no_outputs", "Prompt has no outputs", "")
    errors = {node: found for node, told in graph.items() if (found := _errors(told, required[told["class_type"]]))}
    if not errors:
        return None
    failed = _error("prompt_outputs_failed_validation", "Prompt outputs failed validation", "")
    return {"error": failed, "node_errors": {node: node_error(graph, node, each) for node, each in errors.items()}}


def _alone(kind: str, message: str, details: str) -> dict[str, Any]:
    return {"error": _error(kind, message, details), "node_errors": {}}


def node_error(graph: Any, node: str, errors: list[dict[str, Any]]) -> dict[str, Any]:
    return {"errors": errors, "dependent_outputs": ["9"], "class_type": graph[node]["class_type"]}


def not_in_list(name: str, value: object, choices: list[str]) -> dict[str, Any]:
    return _error("value_not_in_list", "Value not in list", f"{name}: '{value}' not in {choices}")


def _errors(told: Any, required: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for name, (kind, *more) in required.items():
        options = more[0] if more else {}
        choices = options.get("options") if kind == "COMBO" else kind
        value = told["inputs"].get(name)
        if value is None:
            found.append(_error("required_input_missing", "Required input is missing", name))
        elif isinstance(choices, list) and value not in choices:
            found.append(not_in_list(name, value, choices))
        elif kind in ("INT", "FLOAT") and not options.get("min", value) <= value <= options.get("max", value):
            found.append(_error("value_out_of_range", f"Value {value} out of range", name))
    return found


def _error(kind: str, message: str, details: str) -> dict[str, Any]:
    return {"type": kind, "message": message, "details": details, "extra_info": {}}
