import type { Asset } from '$lib/api';
import { bytes } from '$lib/format/numbers';
import { exactly } from '$lib/format/time';
import type { Fact } from '$lib/ui/signs/Facts.svelte';

export function assetFacts(asset: Asset): Fact[] {
  const { width, height } = asset.metadata;
  return [
    ...(width && height ? [{ name: 'Size', value: `${String(width)} × ${String(height)}`, code: true }] : []),
    { name: 'Weight', value: bytes(asset.size) },
    { name: 'Type', value: asset.mime, code: true },
    { name: 'Added', value: exactly(asset.created) },
    { name: 'File', value: asset.path, code: true },
    ...(asset.sha256 ? [{ name: 'SHA-256', value: asset.sha256, code: true }] : []),
  ];
}
