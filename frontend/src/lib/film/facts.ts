import type { GitStatus, Project } from '$lib/api';
import { exactly } from '$lib/format/time';
import { narrativeLabel } from '$lib/projects/narratives';
import { tierLabel } from '$lib/tiers/tiers';
import type { Fact } from '$lib/ui/signs/Facts.svelte';

export function filmFacts(project: Project, git: GitStatus | null): Fact[] {
  const { fps, resolution } = project.settings;
  return [
    { name: 'Tier', value: tierLabel(project.quality) },
    { name: 'Structure', value: narrativeLabel(project.narrative) },
    { name: 'Frame', value: `${resolution.join(' × ')} · ${fps} fps`, code: true },
    ...(project.created ? [{ name: 'Created', value: exactly(project.created) }] : []),
    { name: 'Folder', value: project.folder, code: true },
    ...(git ? gitFacts(git) : []),
  ];
}

function gitFacts(git: GitStatus): Fact[] {
  const changes = git.changes.length;
  return [
    { name: 'Commit', value: `${git.current_commit?.slice(0, 10) ?? 'none'} · ${git.branch}`, code: true },
    { name: 'Git', value: git.is_dirty ? `${changes} not committed yet` : 'Everything committed' },
  ];
}
