import type { AgentTask, Proposed } from '$lib/api';
import { counted } from '$lib/format/numbers';

type Change = Proposed['change'];
type Rewrite = Extract<Change, { kind: 'rewrite' }>;
type Value = Rewrite['before'];

/** How the newest task of one of the crew stands, in a word or two. */
export function standing({ status, counts }: AgentTask): string {
  if (status === 'completed') return counts.open ? `${counts.open} open` : '';
  return status === 'pending' ? 'waits' : status === 'processing' ? 'at work' : status;
}

/** What is open, made and put aside, as a line. */
export function summed(counts: AgentTask['counts']): string {
  const told = (['open', 'accepted', 'refused', 'outdated'] as const).filter((state) => counts[state]);
  return told.map((state) => `${counts[state]} ${state}`).join(' · ');
}

const FIELDS: Record<string, string> = {
  synopsis: 'Synopsis',
  look: 'Look',
  beat: 'Beat',
  location: 'Location',
  time_of_day: 'Time of day',
  characters: 'Characters',
  character_ids: 'Characters',
  description: 'Description',
  framing: 'Framing',
  action: 'Action',
  duration: 'Duration',
};

/** What a change is about, as the field is called on the screens. */
export function subject(change: Change): string {
  return change.kind === 'new_shot' ? 'New shot' : (FIELDS[change.field] ?? change.field);
}

/** A field's value as it is read; `named` knows characters by their ids. Nothing is an empty text. */
export function shown(change: Rewrite, value: Value, named: (id: string) => string): string {
  if (change.field === 'duration') return `${Number(value)} s`;
  if (!Array.isArray(value)) return String(value);
  return value.map(change.field === 'character_ids' ? named : String).join(', ');
}

/** A new shot in a line. */
export function described(shot: Extract<Change, { kind: 'new_shot' }>): string {
  return [shot.framing, shot.action, shot.dialogue && `“${shot.dialogue}”`, `${shot.duration} s`]
    .filter(Boolean)
    .join(' · ');
}

/** What the accepting button says of so many changes. */
export function accepting(count: number): string {
  return count ? `Accept ${counted(count, 'change')}` : 'Accept selected';
}

/** Ids of changes to what another one before them changes too: only one of them can be accepted. */
export function rivals(changes: readonly Proposed[]): string[] {
  const seen = new Set<string>();
  return changes
    .filter(({ change }) => {
      const place = change.kind === 'rewrite' ? `${change.element} ${change.field}` : change.element;
      const isRival = seen.has(place);
      seen.add(place);
      return isRival;
    })
    .map(({ change }) => change.id);
}
