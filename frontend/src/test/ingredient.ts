import type { Checked } from '$lib/api';

export function anIngredient(own: Partial<Checked> = {}): Checked {
  return {
    kind: 'pipeline',
    name: 'storyboard',
    version: '1.0',
    sha256: null,
    pipeline: null,
    takes: 1,
    state: 'here',
    detail: '',
    ...own,
  };
}
