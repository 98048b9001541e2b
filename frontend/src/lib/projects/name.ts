const MOST = 100;
// Letters and digits of any script with their marks, and the punctuation that every file system bears.
const REFUSED = /[^\p{L}\p{N}\p{M} \-_.'&()]/u;

/** Why this can't be a film's name, as far as that can be told without asking the backend. */
export function nameProblem(raw: string): string | undefined {
  const name = raw.normalize('NFC').trim();
  if (!name) return 'A name is required.';
  if ([...name].length > MOST) return `Invalid name: at most ${MOST} characters.`;
  const refused = REFUSED.exec(name);
  if (refused) return `Invalid name: it can’t contain “${refused[0]}”.`;
  return undefined;
}
