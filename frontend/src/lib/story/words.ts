import type { Field } from './asking';
import type { Found, Kind } from './tree';

export const KINDS: Record<Kind, string> = { chapter: 'Chapter', scene: 'Scene', shot: 'Shot' };

const UNNAMED: Record<Kind, string> = {
  chapter: 'Untitled chapter',
  scene: 'Untitled scene',
  shot: 'Not described yet',
};

/** The field that stands for an element in a line. */
export const TITLE_FIELD = { chapter: 'name', scene: 'slug', shot: 'action' } as const satisfies Record<Kind, Field>;

export function titleText(found: Found): string {
  if (found.kind === 'chapter') return found.node.name;
  return found.kind === 'scene' ? found.node.slug : found.node.action;
}

export function isNamed(found: Found): boolean {
  return titleText(found).trim() !== '';
}

export function title(found: Found): string {
  return isNamed(found) ? firstLine(titleText(found).trim()) : UNNAMED[found.kind];
}

/** `SC007 · SH020`: a shot's code is its own only within its scene. */
export function fullCode(found: Found): string {
  return found.kind === 'shot' ? `${found.parent.code} · ${found.node.code}` : found.node.code;
}

export function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** `text` with another first line; what stands below it stays. */
export function withFirstLine(text: string, line: string): string {
  return [line, ...text.split('\n').slice(1)].join('\n');
}
