import { SvelteMap } from 'svelte/reactivity';

import { type Asset, type AssetPatch, type AssetType, deleteAsset, listAssets, patchAsset } from '$lib/api';
import { byAge } from '$lib/format/order';

export const SHELVES = [
  { value: 'characters', label: 'Characters' },
  { value: 'locations', label: 'Locations' },
  { value: 'styles', label: 'Styles' },
  { value: 'music', label: 'Music' },
] as const satisfies readonly { value: AssetType; label: string }[];
export type Shelf = (typeof SHELVES)[number]['value'];

/** What stands in a film besides; takes have a view of their own. */
const OTHERS = {
  audio: 'Sound',
  scripts: 'Scripts',
  storyboards: 'Storyboards',
  project_files: 'Project files',
  edits: 'Edits',
  exports: 'Exports',
} as const satisfies Record<Exclude<AssetType, Shelf | 'renders'>, string>;

type Kind = Shelf | keyof typeof OTHERS;

export const KINDS: readonly { value: Kind; label: string }[] = [
  ...SHELVES,
  ...Object.entries(OTHERS).map(([value, label]) => ({ value: value as keyof typeof OTHERS, label })),
];

/** Where a dropped file goes: on the open shelf, but sound always to the music, and never a picture there. */
export function shelfFor(file: { type: string }, open: Shelf): Shelf {
  if (file.type.startsWith('audio/')) return 'music';
  return open === 'music' && file.type.startsWith('image/') ? 'styles' : open;
}

/** Those with all the words in name or type. */
export function found(assets: readonly Asset[], query: string): Asset[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return assets.filter(({ name, mime }) => words.every((word) => `${name} ${mime}`.toLowerCase().includes(word)));
}

/** The uploaded files of one film. */
export class Assets {
  #byId = new SvelteMap<string, Asset>();
  #projectId: string;
  loaded = $state(false);

  /** Newest first. */
  all = $derived([...this.#byId.values()].sort(byAge));

  constructor(projectId: string) {
    this.#projectId = projectId;
  }

  get(id: string): Asset | undefined {
    return this.#byId.get(id);
  }

  of(kind: AssetType): Asset[] {
    return this.all.filter((asset) => asset.asset_type === kind);
  }

  async load(): Promise<void> {
    const found = await listAssets({ path: { project_id: this.#projectId } });
    const there = new Set(found.map((asset) => asset.id));
    [...this.#byId.keys()].filter((id) => !there.has(id)).forEach((id) => this.#byId.delete(id));
    found.filter((asset) => asset.asset_type !== 'renders').forEach((asset) => this.put(asset));
    this.loaded = true;
  }

  async change(id: string, wanted: AssetPatch): Promise<void> {
    this.put(await patchAsset({ ...this.#at(id), body: wanted }));
  }

  async delete(id: string): Promise<void> {
    await deleteAsset(this.#at(id));
    this.#byId.delete(id);
  }

  /** A file of the film is gone; `path` is relative to the film. */
  lost(path: string): void {
    const gone = this.all.filter((asset) => asset.path.endsWith(`/${path}`));
    gone.forEach((asset) => this.#byId.delete(asset.id));
  }

  /** What a worker has finished stays finished, even if the answer to the upload arrives after the event. */
  put(asset: Asset): void {
    const known = this.#byId.get(asset.id);
    if (known && known.status !== 'processing' && asset.status === 'processing') return;
    this.#byId.set(asset.id, asset);
  }

  #at(id: string): { path: { project_id: string; asset_id: string } } {
    return { path: { project_id: this.#projectId, asset_id: id } };
  }
}
