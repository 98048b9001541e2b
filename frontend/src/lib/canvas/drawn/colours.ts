const TOKENS = {
  ground: 'ground',
  dot: 'line-strong',
  panel: 'panel',
  edge: 'line-strong',
  well: 'well',
  frame: 'frame',
  wire: 'ink-faint',
  accent: 'accent',
  processing: 'running',
  completed: 'done',
  failed: 'failed',
} as const;

export type Colours = Record<keyof typeof TOKENS, string>;

/** The tokens as they are in the theme of the page: a drawing knows neither variables nor themes. */
export function coloursOn(element: HTMLElement): Colours {
  const entries = Object.entries(TOKENS).map(([name, token]) => [name, seen(element, token)]);
  element.style.removeProperty('color');
  return Object.fromEntries(entries) as Colours;
}

function seen(element: HTMLElement, token: string): string {
  element.style.color = `var(--${token})`;
  return getComputedStyle(element).color;
}
