import { goto } from '$app/navigation';
import type { Command } from '$lib/palette/commands.svelte';
import { NEW_PROJECT } from '$lib/projects/places';
import type { Projects } from '$lib/projects/projects.svelte';
import type { Session } from '$lib/session/session.svelte';
import { THEME_LABELS, type ThemeChoice, THEMES } from '$lib/theme/theme.svelte';

/** What can be done on every page. */
export function studioCommands(projects: Projects, theme: ThemeChoice, session: Session): Command[] {
  return [
    { id: 'new-project', label: 'New project…', group: 'Studio', words: ['film', 'create'], run: to(NEW_PROJECT) },
    { id: 'films', label: 'All films', group: 'Studio', words: ['gallery', 'home', 'projects'], run: to('/') },
    {
      id: 'system',
      label: 'System',
      group: 'Studio',
      words: ['runners', 'queues', 'health', 'models'],
      run: to('/system'),
    },
    ...THEMES.filter((choice) => choice !== theme.current).map((choice) => ({
      id: `theme-${choice}`,
      label: THEME_LABELS[choice],
      group: 'Studio',
      words: ['colours', 'appearance'],
      run: () => theme.choose(choice),
    })),
    ...(session.person?.protected
      ? [{ id: 'sign-out', label: 'Sign out', group: 'Studio', run: () => void session.signOut() }]
      : []),
    ...projects
      .find('', 'changed')
      .filter(({ status }) => status !== 'damaged')
      .map(({ id, name }) => ({
        id: `film-${id}`,
        label: name,
        group: 'Films',
        words: ['open', 'project'],
        run: to(`/project/${id}`),
      })),
  ];
}

function to(address: string): () => void {
  return () => void goto(address);
}
