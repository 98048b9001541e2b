/** What a screenplay's file may be called. */
export const SCREENPLAYS = '.fountain,.spmd,.fdx,.txt';

export function isScreenplay({ name }: File): boolean {
  return SCREENPLAYS.split(',').some((ending) => name.toLowerCase().endsWith(ending));
}
