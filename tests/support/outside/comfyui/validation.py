"""What `execution.py` refuses in `validate_prompt`, in its order and its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.support.outside.comfyui.declarations import Declared, NodeClass, declared
from tests.support.outside.comfyui.nodes import Disk

Told = dict[str, Any]
_CONVERTED: Mapping[object, Callable[[Any], Any]] = {"INT": int, "FLOAT": float, "STRING": str}
_LISTED = 20  # longer choices are counted, not told


@dataclass(frozen=True)
class Verdict:
    """`error` refuses all of it; without one, `outputs` run, though `node_errors` may name others."""

    error: Told | None
    outputs: list[str] = field(default_factory=list)
    node_errors: dict[str, Told] = field(default_factory=dict)


class _Wrong(Exception):
    def __init__(self, kind: str, message: str, details: str, **extra: object) -> None:
        super().__init__(message)
        self.told = told(kind, message, details, **extra)


def told(kind: str, message: str, details: str, **extra: object) -> Told:
    return {"type": kind, "message": message, "details": details, "extra_info": extra}


def validate(graph: Any, disk: Disk) -> Verdict:
    """Numbers and words become what their inputs are declared to be, in the graph itself."""
    classes = declared(disk)
    for name, node in graph.items():
        if (wanted := node.get("class_type")) not in classes:
            title = node.get("_meta", {}).get("title", wanted)
            words = f"Node '{title}' not found. The custom node may not be installed."
            return Verdict(told("missing_node_type", words, f"Node ID '#{name}'", node_id=name, class_type=wanted))
    outputs = [name for name, node in graph.items() if classes[node["class_type"]].output_node]
    if not outputs:
        return Verdict(told("prompt_no_outputs", "Prompt has no outputs", ""))
    return _Inspection(graph, classes, disk).verdict(outputs)


class _Inspection:
    def __init__(self, graph: Any, classes: Mapping[str, NodeClass], disk: Disk) -> None:
        self._graph, self._classes, self._disk = graph, classes, disk
        self._wrongs: dict[str, list[Told]] = {}
        self._sound: dict[str, bool] = {}

    def verdict(self, outputs: list[str]) -> Verdict:
        good, errors = [], dict[str, Told]()
        for output in outputs:
            if self._passes(output):
                good.append(output)
                continue
            for node, wrongs in self._wrongs.items():
                about = {"errors": wrongs, "dependent_outputs": [], "class_type": self._graph[node]["class_type"]}
                errors.setdefault(node, about)["dependent_outputs"].append(output)
        if good:
            return Verdict(None, good, errors)
        own = [
            f"{wrong['message']}: {wrong['details']}" for output in outputs for wrong in self._wrongs.get(output, [])
        ]
        kind, words = "prompt_outputs_failed_validation", "Prompt outputs failed validation"
        return Verdict(told(kind, words, "\n".join(own)), [], errors)

    def _passes(self, node: str) -> bool:
        if node not in self._sound:
            sound, wrongs = True, []
            for name, config in self._classes[self._graph[node]["class_type"]].required.items():
                try:
                    sound &= self._input(node, name, config)
                except _Wrong as wrong:
                    wrongs.append(wrong.told)
            self._sound[node] = sound and not wrongs
            self._wrongs |= {node: wrongs} if wrongs else {}
        return self._sound[node]

    def _input(self, node: str, name: str, config: Declared) -> bool:
        """False where only something before it is wrong."""
        inputs = self._graph[node]["inputs"]
        if name not in inputs:
            raise _Wrong("required_input_missing", "Required input is missing", name, input_name=name)
        value = inputs[name]
        if isinstance(value, list):
            return self._link(name, config, value)
        inputs[name] = _converted(name, config, value)
        if self._graph[node]["class_type"] == "LoadImage":  # looks for itself, in folders too
            self._exists(name, value)
        else:
            _ranged(name, config, inputs[name])
            _chosen(name, config, inputs[name])
        return True

    def _link(self, name: str, config: Declared, value: list[Any]) -> bool:
        about = {"input_name": name, "input_config": config}
        if len(value) != 2:
            words = "Bad linked input, must be a length-2 list of [node_id, slot_index]"
            raise _Wrong("bad_linked_input", words, name, **about, received_value=value)
        received = self._classes[self._graph[value[0]]["class_type"]].output[value[1]]
        if received != config[0]:
            words = "Return type mismatch between linked nodes"
            details = f"{name}, received_type({received}) mismatch input_type({config[0]})"
            raise _Wrong("return_type_mismatch", words, details, **about, received_type=received, linked_node=value)
        return self._passes(value[0])

    def _exists(self, name: str, value: str) -> None:
        if value not in self._disk.inputs:
            details = f"{name} - Invalid image file: {value}"
            raise _Wrong("custom_validation_failed", "Custom validation failed for node", details, input_name=name)


def _converted(name: str, config: Declared, value: Any) -> Any:
    if not isinstance(config[0], str) or config[0] not in _CONVERTED:
        return value
    try:
        return _CONVERTED[config[0]](value)
    except (TypeError, ValueError) as error:
        words = f"Failed to convert an input value to a {config[0]} value"
        about = {"input_name": name, "input_config": config, "received_value": value, "exception_message": str(error)}
        raise _Wrong("invalid_input_type", words, f"{name}, {value}, {error}", **about) from error


def _ranged(name: str, config: Declared, value: Any) -> None:
    options = config[1] if len(config) > 1 else {}
    about = {"input_name": name, "input_config": config, "received_value": value}
    if "min" in options and value < options["min"]:
        words = f"Value {value} smaller than min of {options['min']}"
        raise _Wrong("value_smaller_than_min", words, name, **about)
    if "max" in options and value > options["max"]:
        words = f"Value {value} bigger than max of {options['max']}"
        raise _Wrong("value_bigger_than_max", words, name, **about)


def _chosen(name: str, config: Declared, value: Any) -> None:
    choices = config[0]
    if not isinstance(choices, list) or value in choices:
        return
    many = len(choices) > _LISTED
    about = {"input_name": name, "input_config": None if many else config, "received_value": value}
    listed = f"(list of length {len(choices)})" if many else str(choices)
    raise _Wrong("value_not_in_list", "Value not in list", f"{name}: {value!r} not in {listed}", **about)
