import type { CutChange, CutReport } from '$lib/api';
import { counted } from '$lib/format/numbers';

import { timecode } from '../timecode';

export const KINDS: Record<CutChange['kind'], string> = {
  added: 'Added',
  removed: 'Removed',
  moved: 'Moved',
  retimed: 'Retimed',
  retaken: 'Another take',
};

/** `2 s 12 → 1 s 18`, or where it went. */
export function detail({ kind, before, after }: CutChange, fps: number): string {
  const [from, to] = [before, after].map((played) => played && timecode(played.at, fps));
  if (kind === 'moved') return `${from} → ${to}`;
  if (kind === 'retimed') return `${counted(before?.frames ?? 0, 'frame')} → ${counted(after?.frames ?? 0, 'frame')}`;
  return `at ${to ?? from}`;
}

export function summary(report: CutReport, fps: number): string {
  const kinds = Object.entries(KINDS).map(([kind, label]) => {
    const count = report.changes.filter((change) => change.kind === kind).length;
    return count > 0 && `${count} ${label.toLowerCase()}`;
  });
  const lengths = `${timecode(report.frames_here, fps)} here, ${timecode(report.frames, fps)} there`;
  return [...kinds, `${report.unchanged} unchanged`, lengths].filter(Boolean).join(' · ');
}
