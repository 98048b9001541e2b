import type { Command } from '$lib/palette/commands.svelte';

export type Action =
  | 'add'
  | 'generate'
  | 'connect'
  | 'wire'
  | 'duplicate'
  | 'remove'
  | 'undo'
  | 'redo'
  | 'all'
  | 'find'
  | 'fit'
  | 'tidy'
  | 'left'
  | 'right'
  | 'top'
  | 'bottom'
  | 'columns'
  | 'rows';

type Told = Pick<Command, 'label' | 'words' | 'also'> & { keys: string };

/** What can be done on a canvas, in the order in which it is listed. */
export const ACTIONS: Readonly<Record<Action, Told>> = {
  add: { label: 'Add Text to Image Node', keys: 'n' },
  generate: { label: 'Generate', words: ['run'], keys: 'g' },
  connect: { label: 'Wire what fits', words: ['connect'], keys: 'c' },
  wire: { label: 'Select the next wire', words: ['connection'], keys: 'w' },
  duplicate: { label: 'Duplicate', keys: 'mod+d' },
  remove: { label: 'Delete', keys: 'Delete' },
  undo: { label: 'Undo', keys: 'mod+z' },
  redo: { label: 'Redo', keys: 'mod+shift+z', also: 'mod+y' },
  all: { label: 'Select all', keys: 'mod+a' },
  find: { label: 'Find a node', keys: 'mod+f' },
  fit: { label: 'Fit', words: ['zoom'], keys: '0' },
  tidy: { label: 'Tidy in columns', keys: 't' },
  left: { label: 'Align left', keys: 'alt+ArrowLeft' },
  right: { label: 'Align right', keys: 'alt+ArrowRight' },
  top: { label: 'Align tops', keys: 'alt+ArrowUp' },
  bottom: { label: 'Align bottoms', keys: 'alt+ArrowDown' },
  columns: { label: 'Space out sideways', keys: 'alt+shift+ArrowRight' },
  rows: { label: 'Space out downwards', keys: 'alt+shift+ArrowDown' },
};

/** The editor deletes by itself, knowing what has the focus. */
const BY_EDITOR: readonly Action[] = ['remove'];

export function canvasCommands(actions: Readonly<Record<Action, () => void>>): Command[] {
  return (Object.keys(ACTIONS) as Action[]).map((action) => ({
    id: `canvas-${action}`,
    group: 'Canvas',
    ...ACTIONS[action],
    ...(BY_EDITOR.includes(action) ? {} : { run: actions[action] }),
  }));
}
