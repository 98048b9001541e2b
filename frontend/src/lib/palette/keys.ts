/** Keys are written `mod+k`, `mod+shift+z`, `g`, `?`, `ArrowLeft`; `mod` is ⌘ on a Mac and Ctrl elsewhere. */

interface Keys {
  key: string;
  mod: boolean;
  shift: boolean;
  alt: boolean;
}

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const NAMES: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: 'Enter',
  Escape: 'Esc',
  Delete: 'Del',
  ' ': 'Space',
};
const ON_MAC: Record<string, string> = { mod: '⌘', shift: '⇧', alt: '⌥' };
const ELSEWHERE: Record<string, string> = { mod: 'Ctrl', shift: 'Shift', alt: 'Alt' };

function parse(keys: string): Keys {
  const parts = keys.split('+');
  const held = new Set(parts.slice(0, -1));
  return { key: parts.at(-1) ?? '', mod: held.has('mod'), shift: held.has('shift'), alt: held.has('alt') };
}

export function matches(keys: string, press: Press): boolean {
  const { key, mod, shift, alt } = parse(keys);
  if (press.key.toLowerCase() !== key.toLowerCase()) return false;
  if ((press.ctrlKey || press.metaKey) !== mod || press.altKey !== alt) return false;
  // `?` is typed with Shift on one keyboard and without on another.
  return press.shiftKey === shift || isSign(key);
}

/** As the keyboard at hand names them: `⌘K`, `Ctrl K`. */
export function shown(keys: string, mac = isMac()): string {
  const names = mac ? ON_MAC : ELSEWHERE;
  const parts = keys.split('+').map((part) => names[part] ?? NAMES[part] ?? part.toUpperCase());
  return parts.join(mac ? '' : ' ');
}

/** What writing is done with, while Ctrl is held. */
const OF_WRITING = ['a', 'c', 'd', 'v', 'x', 'y', 'z'];

/** Whether a key writes where one types, or belongs to a dialog or a menu while one is open. */
export function hasKeysOfItsOwn({ target, key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('[role="dialog"], [role="menu"]')) return true;
  return isTyping(target) && ((!ctrlKey && !metaKey) || OF_WRITING.includes(key.toLowerCase()));
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

/** Whether a view's plain keys mean something else there: what is typed in, followed, or gone through by arrows. */
export function isBusy(target: EventTarget | null): boolean {
  return isTyping(target) || (target instanceof Element && target.closest(BUSY) !== null);
}

const BUSY = ['a', ...['separator', 'tree', 'grid', 'dialog', 'menu'].map((role) => `[role="${role}"]`)].join();

function isSign(key: string): boolean {
  return key.length === 1 && key.toLowerCase() === key.toUpperCase();
}

function isMac(): boolean {
  return /Mac|iP(hone|ad)/.test(navigator.userAgent);
}
