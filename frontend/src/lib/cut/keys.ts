import type { Command } from '$lib/palette/commands.svelte';
import { isBusy } from '$lib/palette/keys';

import type { Cut } from './cut.svelte';
import { endTrimmed, nudged, split, without } from './editing';
import type { Player } from './player.svelte';

/** For the list of keys. */
export const CUT_KEYS: Command[] = [
  { id: 'cut-play', label: 'Play, stop', group: 'Cut', keys: ' ' },
  { id: 'cut-shuttle', label: 'Backwards, stop, forwards', group: 'Cut', keys: 'j k l' },
  { id: 'cut-frame', label: 'A frame on; with Shift a second', group: 'Cut', keys: 'ArrowRight' },
  { id: 'cut-clip', label: 'Clip before, clip after', group: 'Cut', keys: 'ArrowDown' },
  { id: 'cut-marks', label: 'Mark the beginning, the end', group: 'Cut', keys: 'i o' },
  { id: 'cut-unmark', label: 'Take the marks away', group: 'Cut', keys: 'x' },
  { id: 'cut-move', label: 'Move the clip', group: 'Cut', keys: 'alt+ArrowRight' },
  { id: 'cut-trim', label: 'Shorten, lengthen the clip', group: 'Cut', keys: ', .' },
  { id: 'cut-split', label: 'Part the clip here', group: 'Cut', keys: 's' },
  { id: 'cut-remove', label: 'Take the clip out', group: 'Cut', keys: 'Delete' },
];

type Act = (event: KeyboardEvent) => void;

export function cutKeys(cut: Cut, player: Player, choose: (id: string) => void): Act {
  const plain = { ...playing(cut, player, choose), ...changing(cut, player) };
  const held = heldDown(cut, player);
  return (event) => {
    if (isBusy(event.target)) return;
    const act = event.altKey || event.ctrlKey || event.metaKey ? held(event) : plain[named(event)];
    // A button that has the focus keeps the key that presses it.
    if (!act || (event.key === ' ' && (event.target as Element).closest('button'))) return;
    event.preventDefault();
    act(event);
  };
}

function playing(cut: Cut, player: Player, choose: (id: string) => void): Record<string, Act> {
  const go = (by: 1 | -1) => {
    const next = cut.clips[cut.clips.findIndex((each) => each === cut.at(player.frame)) + by];
    if (!next) return;
    player.seek(next.at);
    choose(next.id);
  };
  return {
    ' ': () => player.toggle(),
    j: () => player.shuttle(-1),
    k: () => player.stop(),
    l: () => player.shuttle(1),
    i: () => player.mark('from'),
    o: () => player.mark('to'),
    x: () => player.unmark(),
    Home: () => player.seek(0),
    End: () => player.seek(cut.frames),
    ArrowLeft: (event) => player.seek(player.frame - stride(event, cut)),
    ArrowRight: (event) => player.seek(player.frame + stride(event, cut)),
    ArrowUp: () => go(-1),
    ArrowDown: () => go(1),
  };
}

function changing(cut: Cut, player: Player): Record<string, Act> {
  const current = () => cut.at(player.frame)?.id ?? '';
  const trim = (by: number) => cut.edit((timeline) => endTrimmed(timeline, current(), by));
  const remove = () => cut.edit((timeline) => without(timeline, current()));
  return {
    s: () => cut.edit((timeline) => split(timeline, player.frame, crypto.randomUUID())),
    ',': (event) => trim(-stride(event, cut)),
    '.': (event) => trim(stride(event, cut)),
    Delete: remove,
    Backspace: remove,
  };
}

function heldDown(cut: Cut, player: Player): (event: KeyboardEvent) => Act | undefined {
  const move = (by: 1 | -1) => {
    const id = cut.at(player.frame)?.id;
    if (!id) return;
    cut.edit((timeline) => nudged(timeline, id, by));
    player.seek(cut.clips.find((each) => each.id === id)?.at ?? player.frame);
  };
  return (event) => {
    if (event.altKey && event.key === 'ArrowLeft') return () => move(-1);
    if (event.altKey && event.key === 'ArrowRight') return () => move(1);
    if (event.altKey || event.key.toLowerCase() !== 'z') return undefined;
    return event.shiftKey ? cut.redo : cut.undo;
  };
}

function stride(event: KeyboardEvent, cut: Cut): number {
  return event.shiftKey ? Math.round(cut.fps) : 1;
}

/** With Shift a comma is another sign. */
function named({ key, code }: KeyboardEvent): string {
  if (code === 'Comma') return ',';
  if (code === 'Period') return '.';
  return key.length === 1 ? key.toLowerCase() : key;
}
