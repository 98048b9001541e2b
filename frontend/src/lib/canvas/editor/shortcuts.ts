export type Action =
  | 'add'
  | 'generate'
  | 'fit'
  | 'undo'
  | 'redo'
  | 'remove'
  | 'all'
  | 'duplicate'
  | 'connect'
  | 'tidy'
  | 'find'
  | 'left'
  | 'right'
  | 'top'
  | 'bottom'
  | 'rows'
  | 'columns';

/** As the keys are told to people; deleting is the editor's own, which knows what has the focus. */
export const KEYS: Record<Action, string> = {
  add: 'N',
  generate: 'G',
  fit: '0',
  connect: 'C',
  tidy: 'T',
  undo: 'Ctrl Z',
  redo: 'Ctrl Shift Z',
  all: 'Ctrl A',
  duplicate: 'Ctrl D',
  find: 'Ctrl F',
  remove: 'Del',
  left: 'Alt ←',
  right: 'Alt →',
  top: 'Alt ↑',
  bottom: 'Alt ↓',
  columns: 'Alt Shift →',
  rows: 'Alt Shift ↓',
};

const PLAIN: Record<string, Action> = { n: 'add', g: 'generate', '0': 'fit', c: 'connect', t: 'tidy' };
const CONTROL: Record<string, Action> = { z: 'undo', y: 'redo', a: 'all', d: 'duplicate', f: 'find' };
const ALT: Record<string, Action> = { arrowleft: 'left', arrowright: 'right', arrowup: 'top', arrowdown: 'bottom' };
const ALT_SHIFT: Record<string, Action> = { arrowright: 'columns', arrowdown: 'rows' };

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export function actionFor({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): Action | undefined {
  const letter = key.toLowerCase();
  if (altKey) return (shiftKey ? ALT_SHIFT : ALT)[letter];
  if (!ctrlKey && !metaKey) return PLAIN[letter];
  return letter === 'z' && shiftKey ? 'redo' : CONTROL[letter];
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}
