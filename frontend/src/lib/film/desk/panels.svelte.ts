import { Room } from './room.svelte';

export type Side = 'left' | 'right';

const STORED = 'auteur-panels';
/** Beside the centre there is room for both side panels from here on … */
const ROOM_FOR_TWO = 'min-width: 1280px';
/** … and for one from here on; below, a side panel takes the centre's place. */
const ROOM_FOR_ONE = 'min-width: 768px';

/** Which side panels are shown, remembered by the browser. */
export class Panels {
  #open = $state<Record<Side, boolean>>(stored());
  /** Which of the two shows where only one can. */
  #first = $state<Side>('right');
  #over = $state<Side | null>(null);
  #two = new Room(ROOM_FOR_TWO);
  #one = new Room(ROOM_FOR_ONE);

  showsCentre = $derived(this.#one.current || this.#over === null);

  shows(side: Side): boolean {
    if (this.#two.current) return this.#open[side];
    if (this.#one.current) return this.#open[side] && this.#first === side;
    return this.#over === side;
  }

  toggle(side: Side): void {
    const show = !this.shows(side);
    this.#over = show ? side : null;
    if (show) this.#first = side;
    this.#open[side] = show;
    localStorage.setItem(STORED, JSON.stringify(this.#open));
  }
}

function stored(): Record<Side, boolean> {
  const both = { left: true, right: true };
  try {
    return { ...both, ...(JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<Record<Side, boolean>>) };
  } catch {
    return both;
  }
}
