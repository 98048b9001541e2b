"""A ComfyUI workflow in API format, with named slots that say where a task's wishes go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from app.pipelines.comfyui.server import Graph

Link = tuple[str, int]


class Node(BaseModel):
    model_config = ConfigDict(extra="forbid")

    class_type: str
    inputs: dict[str, Any]
    meta: dict[str, Any] = Field({}, alias="_meta")


class LoraPlace(BaseModel):
    """The outputs behind which LoRAs are put: a loader's model and its text encoder."""

    model_config = ConfigDict(extra="forbid")

    model: Link
    clip: Link


class Lora(BaseModel):
    name: str
    strength: float


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Workflow(BaseModel):
    """The member `comfyui` of a function template.

    `slots` name inputs as `node.input`, one or several a slot. `outputs` are the nodes whose files count; without
    them, every node that saves one.
    """

    model_config = ConfigDict(extra="forbid")

    workflow: dict[str, Node]
    slots: dict[str, Annotated[list[str], BeforeValidator(_listed)]]
    outputs: list[str] = []
    loras: LoraPlace | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Every node that is named is there."""
        named = {address.partition(".")[0] for addresses in self.slots.values() for address in addresses}
        linked = {value[0] for node in self.workflow.values() for value in node.inputs.values() if _is_link(value)}
        placed = {self.loras.model[0], self.loras.clip[0]} if self.loras else set()
        missing = sorted((named | linked | placed | set(self.outputs)) - set(self.workflow))
        if missing:
            raise ValueError(f"there is no node {', '.join(missing)}")
        if bare := [a for addresses in self.slots.values() for a in addresses if not a.partition(".")[2]]:
            raise ValueError(f"a slot is written node.input, not {', '.join(bare)}")
        return self

    def filled(self, values: Mapping[str, Any], loras: Sequence[Lora] = ()) -> Graph:
        """The graph to submit. A slot without a value keeps what the template says."""
        graph: Graph = {name: node.model_dump(by_alias=True) for name, node in self.workflow.items()}
        for slot, addresses in self.slots.items():
            for address in addresses if values.get(slot) is not None else ():
                node, _, value = address.partition(".")
                graph[node]["inputs"][value] = values[slot]
        return _with_loras(graph, self.loras, loras) if self.loras else graph

    def default(self, slot: str) -> Any:
        node, _, value = self.slots[slot][0].partition(".")
        return self.workflow[node].inputs.get(value)


def _with_loras(graph: Graph, place: LoraPlace, loras: Sequence[Lora]) -> Graph:
    """A chain of loaders between the place and whatever it fed."""
    users = [
        (node["inputs"], name, place.clip == tuple(value))
        for node in graph.values()
        for name, value in node["inputs"].items()
        if _is_link(value) and tuple(value) in {place.model, place.clip}
    ]
    model, clip = place.model, place.clip
    for number, lora in enumerate(loras):
        strengths = {"strength_model": lora.strength, "strength_clip": lora.strength}
        inputs = {"lora_name": lora.name, **strengths, "model": list(model), "clip": list(clip)}
        graph[f"lora_{number}"] = {"class_type": "LoraLoader", "inputs": inputs, "_meta": {"title": lora.name}}
        model, clip = (f"lora_{number}", 0), (f"lora_{number}", 1)
    for inputs, name, is_clip in users:
        inputs[name] = list(clip if is_clip else model)
    return graph


def _is_link(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], int)
