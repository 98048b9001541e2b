const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `1.2 GB`: decimal units, as file managers and drives count. */
export function bytes(count: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, count)) / 3)));
  const scaled = count / 1000 ** step;
  return `${scaled < 10 && step > 0 ? scaled.toFixed(1) : Math.round(scaled)} ${UNITS[step]}`;
}

/** Digits in threes with a thin space: `4 113 902`. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** `1 take`, `412 takes`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A seed as typed, with or without spaces between its digits; null when there is none. */
export function seedFrom(text: string): number | null {
  const digits = text.replace(/\s/g, '');
  return /^\d{1,10}$/.test(digits) && Number(digits) <= MAX_SEED ? Number(digits) : null;
}

export const MAX_SEED = 2 ** 32 - 1;
