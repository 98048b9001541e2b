/** Px a millisecond: faster than anyone could see what passes. */
const FAST = 5;
/** Ms without it until the pictures come. */
const REST = 120;

/** Whether a list is being flung past: what comes into view then waits with its picture, which would be asked for,
 * sent and read for a glimpse. One thing is scrolled at a time. */
class Fling {
  active = $state(false);
  #target: EventTarget | null = null;
  #top = 0;
  #at = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;

  /** Call with every scrolling, of whatever. */
  scrolled(target: EventTarget | null, top: number, at: number): void {
    const speed = Math.abs(top - this.#top) / (at - this.#at);
    const goesOn = target === this.#target;
    [this.#target, this.#top, this.#at] = [target, top, at];
    if (!goesOn || speed < FAST) return;
    this.active = true;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => (this.active = false), REST);
  }

  /** Returns what ends it. */
  watch(): () => void {
    const hear = ({ target, timeStamp }: Event) => {
      if (target instanceof Element) this.scrolled(target, target.scrollTop, timeStamp);
    };
    document.addEventListener('scroll', hear, { capture: true, passive: true });
    return () => document.removeEventListener('scroll', hear, { capture: true });
  }
}

export const fling = new Fling();
