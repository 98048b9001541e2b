import type { Narrative } from '$lib/api';

interface Structure {
  value: Narrative;
  label: string;
  /** What the film starts with. */
  hint: string;
  /** A drawing of its shape, as an SVG path in a box of 80 by 34. */
  path: string;
}

export const NARRATIVES: readonly Structure[] = [
  { value: 'three-act', label: 'Three acts', hint: '3 chapters', path: 'M4 28h18l6-8h22l8-14h6l4 16h8' },
  {
    value: 'hero-journey',
    label: 'Hero’s journey',
    hint: '12 chapters',
    path: 'M40 4a13 13 0 1 1 0 26a13 13 0 1 1 0-26M19 17h42',
  },
  {
    value: 'beat-sheet',
    label: 'Beat sheet',
    hint: '15 chapters',
    path: 'M4 30h72M10 30v-8M22 30V18M34 30V10M46 30V16M58 30V6M70 30V20',
  },
  {
    value: 'story-circle',
    label: 'Story circle',
    hint: '8 chapters',
    path: 'M40 4a13 13 0 1 1 0 26a13 13 0 1 1 0-26M40 4v26M27 17h26',
  },
  { value: 'none', label: 'None', hint: 'no chapters', path: 'M10 30h60' },
];

export function narrativeLabel(narrative: Narrative): string {
  return NARRATIVES.find((structure) => structure.value === narrative)?.label ?? narrative;
}
