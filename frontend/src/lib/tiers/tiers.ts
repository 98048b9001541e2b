import type { Quality, TierTable } from '$lib/api';

export const TIERS: readonly { value: Quality; label: string }[] = [
  { value: 'draft', label: 'Draft' },
  { value: 'standard', label: 'Standard' },
  { value: 'premium', label: 'Premium' },
];

export function tierLabel(quality: Quality): string {
  return TIERS.find((tier) => tier.value === quality)?.label ?? quality;
}

/** The tiers with what they cost, once the backend's table is known. */
export function tiersWithSteps(table: TierTable | null): typeof TIERS {
  if (!table) return TIERS;
  return TIERS.map(({ value, label }) => ({ value, label: `${label} — ${table[value].steps} steps` }));
}
