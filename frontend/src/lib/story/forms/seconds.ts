/** `4.5 s`; nothing while none is set. */
export function seconds(value: number): string {
  return value ? `${value} s` : '';
}

/** Reads `4.5`, `4,5 s` or `1:20`. Throws what to write instead. */
export function readSeconds(text: string): number {
  const [, minutes = '0', rest = ''] = /^(?:(\d{1,3}):)?(\d{1,5}(?:[.,]\d+)?)\s*s?$/.exec(text.trim()) ?? [];
  if (!text.trim()) return 0;
  if (!rest) throw new Error('Write seconds, as in 4.5, or minutes and seconds, as in 1:20.');
  return Number(minutes) * 60 + Number(rest.replace(',', '.'));
}
