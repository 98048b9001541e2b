import type { Asset, AssetType, Take } from '$lib/api';

const SCHEME = 'asset://';
/** As many takes as a list can be looked through. */
const NEWEST_TAKES = 50;

export interface Pickable {
  value: string;
  label: string;
  thumbnail: string | null;
}

/** The shelf on which an input's files are looked for first. */
const SHELF_OF: Record<string, AssetType> = { location: 'locations', style: 'styles' };

/** The film's files that an input takes, uploads before takes, both newest first; those made for an input of that
    `name` come before all. `accept` is as in HTML: `image/*`. */
export function pickable(
  assets: readonly Asset[],
  takes: readonly Take[],
  accept: string | undefined,
  name = '',
): Pickable[] {
  const usable = assets.filter(({ mime, status }) => status === 'ready' && fits(mime, accept));
  const isMeant = ({ asset_type }: Asset): boolean => asset_type === SHELF_OF[name];
  const uploads = [...usable.filter(isMeant), ...usable.filter((asset) => !isMeant(asset))];
  const made = takes.filter(({ outputs }) => fits(typeOf(outputs[0] ?? ''), accept)).slice(0, NEWEST_TAKES);
  return [
    ...uploads.map(({ id, name, thumbnail_url }) => ({ value: SCHEME + id, label: name, thumbnail: thumbnail_url })),
    ...made.map(({ id, prompt, thumbnail_url }) => ({
      value: SCHEME + id,
      label: `Take: ${prompt || id}`,
      thumbnail: thumbnail_url,
    })),
  ];
}

function fits(mime: string, accept: string | undefined): boolean {
  if (!accept) return true;
  return accept.endsWith('/*') ? mime.startsWith(accept.slice(0, -1)) : mime === accept;
}

function typeOf(name: string): string {
  return /\.(png|jpe?g|webp)$/i.test(name) ? 'image/png' : /\.(mp4|webm)$/i.test(name) ? 'video/mp4' : '';
}
