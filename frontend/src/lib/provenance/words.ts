import type { Checked } from '$lib/api';
import { counted } from '$lib/format/numbers';
import type { DotState } from '$lib/ui/signs/StateDot.svelte';

type State = Checked['state'];

/** What asks for something to be done comes first. */
export const STATES: Record<State, { title: string; dot: DotState }> = {
  missing: { title: 'Missing here', dot: 'failed' },
  different: { title: 'Different here', dot: 'warning' },
  unknown: { title: 'Not known', dot: 'waiting' },
  here: { title: 'Here', dot: 'done' },
};

const KINDS: Record<string, string> = {
  pipeline: 'Pipeline',
  template: 'Function template',
  lora: 'LoRA',
  vae: 'VAE',
};
const HASH_DIGITS = 12;

export interface Group {
  state: State;
  ingredients: Checked[];
}

export function grouped(ingredients: readonly Checked[]): Group[] {
  return (Object.keys(STATES) as State[])
    .map((state) => ({ state, ingredients: ingredients.filter((one) => one.state === state) }))
    .filter(({ ingredients }) => ingredients.length);
}

export function kindOf({ kind }: Checked): string {
  const words = kind.replaceAll('_', ' ');
  return KINDS[kind] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

export function versionOf({ version, sha256 }: Checked): string {
  return version ?? sha256?.slice(0, HASH_DIGITS) ?? '–';
}

/** The whole in a sentence. */
export function summary(ingredients: readonly Checked[]): { dot: DotState; text: string } {
  const [worst] = grouped(ingredients);
  if (!worst || worst.state === 'here') return { dot: 'done', text: 'Everything is here' };
  const { length } = worst.ingredients;
  return {
    dot: STATES[worst.state].dot,
    text: `${counted(length, 'thing')} ${STATES[worst.state].title.toLowerCase()}`,
  };
}
