import File from '@lucide/svelte/icons/file';
import Film from '@lucide/svelte/icons/film';
import Image from '@lucide/svelte/icons/image';
import Music from '@lucide/svelte/icons/music';
import type { Component } from 'svelte';

import type { Asset } from '$lib/api';

const OF_KIND: Record<string, Component> = { audio: Music, video: Film, image: Image };

/** What stands for a file that has no picture. */
export function iconOf({ mime }: Pick<Asset, 'mime'>): Component {
  return OF_KIND[mime.split('/')[0] ?? ''] ?? File;
}
