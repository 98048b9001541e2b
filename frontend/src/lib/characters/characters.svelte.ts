import { SvelteMap } from 'svelte/reactivity';

import {
  type Character,
  type CharacterCreate,
  type CharacterPatch,
  type CharacterUsageData,
  type Lora,
  type LoraStatusData,
  type TrainingWish,
  createCharacter,
  deleteCharacter,
  generateBaseFace,
  generateVariations,
  getLora,
  listCharacters,
  patchCharacter,
  trainLora,
  uploadBaseFace,
} from '$lib/api';

/** What every character has a picture of, sooner or later; further ones are each film's own. */
export const USUAL = ['neutral', 'happy', 'sad', 'angry', 'surprised'] as const;

/** The characters of one film, and how the training of those that are looked at goes on. */
export class Characters {
  #byId = new SvelteMap<string, Character>();
  #loras = new SvelteMap<string, Lora>();
  #projectId: string;
  loaded = $state(false);

  all = $derived([...this.#byId.values()].sort((a, b) => a.name.localeCompare(b.name)));

  constructor(projectId: string) {
    this.#projectId = projectId;
  }

  get(id: string): Character | undefined {
    return this.#byId.get(id);
  }

  /** None before `look` has asked for it. */
  lora(id: string): Lora | undefined {
    return this.#loras.get(id);
  }

  async load(): Promise<void> {
    const found = await listCharacters({ path: { project_id: this.#projectId } });
    const there = new Set(found.map((character) => character.assetId));
    [...this.#byId.keys()].filter((id) => !there.has(id)).forEach((id) => this.remove(id));
    found.forEach((character) => this.put(character));
    this.loaded = true;
    await Promise.all([...this.#loras.keys()].map((id) => this.look(id)));
  }

  async look(id: string): Promise<void> {
    this.#loras.set(id, await getLora(this.#at(id)));
  }

  put(character: Character): void {
    this.#byId.set(character.assetId, character);
  }

  remove(id: string): void {
    this.#byId.delete(id);
    this.#loras.delete(id);
  }

  used({ char_id, usage }: CharacterUsageData): void {
    const known = this.#byId.get(char_id);
    if (known) this.put({ ...known, usage });
  }

  trained({ char_id, status, task_id, currentStep, loss, error }: LoraStatusData): void {
    const known = this.#byId.get(char_id);
    if (known) this.put({ ...known, loraTrainingStatus: status });
    const lora = this.#loras.get(char_id);
    if (!lora) return;
    const before = lora.taskId === task_id ? lora.losses.filter(({ step }) => step < currentStep) : [];
    const losses = loss === null ? before : [...before, { step: currentStep, loss }];
    this.#loras.set(char_id, { ...lora, status, taskId: task_id, losses, error });
    // What was skipped between two events, the weights and the samples: the record has them.
    if (status !== 'training') this.look(char_id).catch(() => undefined);
  }

  async create(wanted: CharacterCreate): Promise<Character> {
    const made = await createCharacter({ path: { project_id: this.#projectId }, body: wanted });
    this.put(made);
    return made;
  }

  async change(id: string, wanted: CharacterPatch): Promise<void> {
    this.put(await patchCharacter({ ...this.#at(id), body: wanted }));
  }

  async delete(id: string): Promise<void> {
    await deleteCharacter(this.#at(id));
    this.remove(id);
  }

  async uploadFace(id: string, file: File): Promise<void> {
    this.put(await uploadBaseFace({ ...this.#at(id), body: { file } }));
  }

  async drawFace(id: string): Promise<void> {
    await generateBaseFace({ ...this.#at(id), body: {} });
  }

  async drawVariations(id: string, types: readonly string[] = USUAL): Promise<void> {
    await generateVariations({ ...this.#at(id), body: { variation_types: [...types] } });
  }

  async train(id: string, wanted: TrainingWish): Promise<void> {
    await trainLora({ ...this.#at(id), body: wanted });
  }

  #at(id: string): { path: { project_id: string; character_id: string } } {
    return { path: { project_id: this.#projectId, character_id: id } };
  }
}
