/** The newest first. Times of the studio are written alike, so that they sort as they stand: by the rules of a language
 * ten thousand of them took a tenth of a second. */
export function byAge(a: { created: string }, b: { created: string }): number {
  if (a.created === b.created) return 0;
  return a.created < b.created ? 1 : -1;
}
