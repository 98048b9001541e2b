/** Text as it is searched: `Émilie` is found by `emilie`. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
