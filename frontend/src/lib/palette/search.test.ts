import { describe, expect, it } from 'vitest';

import type { Command } from './commands.svelte';
import { arrange } from './search';

function place(label: string, group = 'Films', words: string[] = []): Command {
  return { id: label, label, group, words };
}

const ALL = [
  place('Canvas', 'The Last Ferry'),
  place('New project…', 'Studio', ['film', 'create']),
  place('Émilie 9'),
  place('The Last Ferry'),
  place('The First Snow'),
];

function found(query: string): string[] {
  return arrange(ALL, query, []).flatMap((section) => section.commands.map(({ label }) => label));
}

describe('arrange', () => {
  it.each([
    ['emilie', 'Émilie 9'],
    ['tlf', 'The Last Ferry'],
    ['  new pr', 'New project…'],
    ['create', 'New project…'],
    ['cnavas', 'Canvas'],
  ])('finds %j: %s first', (query, label) => expect(found(query)[0]).toBe(label));

  it('shows what has the words, not what merely has the letters', () => {
    expect(found('first')).toEqual(['The First Snow']);
    expect(found('zzz')).toEqual([]);
  });

  it('begins with what was used lately, each once, and passes over what is gone', () => {
    const sections = arrange(ALL, '', ['The First Snow', 'gone', 'Canvas']);
    expect(sections.map(({ title, commands }) => [title, commands.length])).toEqual([
      ['Used lately', 2],
      ['Studio', 1],
      ['Films', 2],
    ]);
    expect(sections[0]?.commands[0]?.label).toBe('The First Snow');
  });
});
