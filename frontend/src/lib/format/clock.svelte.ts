const TICK = 1000;

/** The present, in milliseconds; whatever reads it in a template or a `$derived` follows it each second. */
export class Clock {
  now = $state(Date.now());

  /** Returns what stops it. */
  start(): () => void {
    const timer = setInterval(() => (this.now = Date.now()), TICK);
    return () => clearInterval(timer);
  }
}

export const clock = new Clock();
