export type Action = 'add' | 'generate' | 'fit' | 'undo' | 'redo' | 'remove';

const PLAIN: Record<string, Action> = { n: 'add', g: 'generate', '0': 'fit' };

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Deleting is the editor's own; it knows what has the focus. */
export function actionFor({ key, ctrlKey, metaKey, altKey, shiftKey }: Keys): Action | undefined {
  if (altKey) return undefined;
  const letter = key.toLowerCase();
  if (!ctrlKey && !metaKey) return PLAIN[letter];
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' ? 'redo' : undefined;
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}
