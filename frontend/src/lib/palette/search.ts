import { computeCommandScore } from 'bits-ui';

import { fold } from '$lib/format/fold';

import type { Command } from './commands.svelte';

/** Letters that merely occur in order score a thousandth of a word that begins so. */
const LEAST_OF_BEST = 0.02;
/** A label that fits counts for more than what is only said of it. */
const LESS = 0.8;

export interface Section {
  title: string;
  commands: Command[];
}

/** Under one heading what fits, the best first; with nothing asked for, what was used lately and then all by group. */
export function arrange(commands: Command[], query: string, recent: readonly string[]): Section[] {
  if (query.trim()) return filled([{ title: 'Found', commands: found(commands, query) }]);
  const lately = recent.flatMap((id) => commands.find((command) => command.id === id) ?? []);
  const others = commands.filter((command) => !lately.includes(command));
  return filled([{ title: 'Used lately', commands: lately }, ...byGroup(others)]);
}

/** In the order in which groups are met. */
export function byGroup(commands: Command[]): Section[] {
  const titles = new Set(commands.map(({ group }) => group));
  return [...titles].map((title) => ({ title, commands: commands.filter(({ group }) => group === title) }));
}

function found(commands: Command[], query: string): Command[] {
  const scored = commands.map((command) => ({ command, score: score(command, query) }));
  const least = Math.max(...scored.map(({ score }) => score), 0) * LEAST_OF_BEST;
  return scored
    .filter(({ score }) => score > 0 && score >= least)
    .sort((a, b) => b.score - a.score)
    .map(({ command }) => command);
}

function score({ label, group, words = [] }: Command, query: string): number {
  const wanted = fold(query.trim());
  const others = [`${label} ${group}`, ...words].map((text) => LESS * computeCommandScore(fold(text), wanted));
  return Math.max(computeCommandScore(fold(label), wanted), ...others);
}

function filled(sections: Section[]): Section[] {
  return sections.filter((section) => section.commands.length);
}
