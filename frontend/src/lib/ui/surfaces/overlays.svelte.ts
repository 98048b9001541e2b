import { untrack } from 'svelte';

let count = $state(0);

/** What lies over the page until someone closes it: dialogs and menus. They belong to a panel, and would go with it. */
export const overlays = {
  /** Whether any is open. */
  get open(): boolean {
    return count > 0;
  },
  /** One opened; it has closed when what is returned is called. */
  opened(): () => void {
    add(1);
    return () => add(-1);
  },
};

/** Whoever adds does not follow the count. */
function add(by: 1 | -1): void {
  untrack(() => (count += by));
}
