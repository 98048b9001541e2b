/** What a node asks for beside its words, from the top. */
export const INPUTS = [
  { input: 'character', label: 'Characters', ware: 'character' },
  { input: 'location', label: 'Location', ware: 'location' },
  { input: 'style', label: 'Style', ware: 'style' },
  { input: 'source', label: 'Picture', ware: 'take' },
] as const;
