import { goto } from '$app/navigation';
import { complain } from '$lib/notices/notices.svelte';
import type { Command } from '$lib/palette/commands.svelte';
import { TIERS } from '$lib/tiers/tiers';

import type { Panels } from './desk/panels.svelte';
import type { Film } from './film.svelte';
import { viewsOf } from './views';

/** What can be done on every page of a film. */
export function filmCommands(film: Film, panels: Panels): Command[] {
  return [...places(film), ...work(film), ...layout(panels)];
}

function places(film: Film): Command[] {
  const group = film.project.name;
  return [
    ...viewsOf(film.id).map(({ href, label }) => ({ id: `view-${label}`, label, group, run: to(href) })),
    {
      id: 'made-with',
      label: 'What the takes were made with',
      group,
      words: ['film.lock', 'models', 'missing', 'provenance'],
      run: to(`/project/${film.id}/made-with`),
    },
    ...film.characters.all.map(({ assetId, name }) => ({
      id: `character-${assetId}`,
      label: name,
      group: 'Characters',
      run: to(`/project/${film.id}/characters/${assetId}`),
    })),
    {
      id: 'new-character',
      label: 'New character…',
      group: 'Characters',
      run: to(`/project/${film.id}/characters?new`),
    },
  ];
}

function work({ queue, project, change }: Film): Command[] {
  const [label, turn] = queue.paused ? ['Resume the queue', queue.resume] : ['Pause the queue', queue.pause];
  return [
    { id: 'queue-hold', label, group: 'Work', run: () => void turn().catch(complain) },
    ...TIERS.filter(({ value }) => value !== project.quality).map(({ value, label }) => ({
      id: `tier-${value}`,
      label: `New takes as ${label.toLowerCase()}`,
      group: 'Work',
      words: ['tier', 'quality'],
      run: () => void change({ quality: value }).catch(complain),
    })),
  ];
}

function layout(panels: Panels): Command[] {
  return [
    { id: 'left', label: 'Story and assets', group: 'Panels', keys: 'mod+b', run: () => panels.toggle('left') },
    { id: 'right', label: 'Inspector and progress', group: 'Panels', keys: 'mod+i', run: () => panels.toggle('right') },
  ];
}

function to(address: string): () => void {
  return () => void goto(address);
}
