/** Where this client stands in the two logs it follows. Ids are `<epoch>-<seq>`. */

export type Log = 'project' | 'workspace';

/** next: apply it. seen: pass it over. reborn: the log is another one, what was known of it is void. */
export type Verdict = 'next' | 'seen' | 'reborn';

interface Position {
  epoch: string;
  seq: number;
}

export function parsePosition(id: string): Position | null {
  const found = /^([0-9a-z]+)-(\d{1,15})$/i.exec(id);
  return found ? { epoch: found[1] ?? '', seq: Number(found[2]) } : null;
}

export class Positions {
  #at = new Map<Log, string>();

  get(log: Log): string | null {
    return this.#at.get(log) ?? null;
  }

  set(log: Log, id: string): void {
    if (parsePosition(id)) this.#at.set(log, id);
    else this.#at.delete(log);
  }

  forget(): void {
    this.#at.clear();
  }

  /** Judges an event's id, and steps forward when it is ahead. Ids may skip: a slow client gets of a task's waiting
   * progress only the newest. What is lost altogether shows by `isBehind`. */
  step(log: Log, id: string): Verdict {
    const verdict = this.#judge(log, id);
    if (verdict === 'next') this.#at.set(log, id);
    return verdict;
  }

  /** Whether the log's top, as a heartbeat tells it, lies beyond what came. */
  isBehind(log: Log, top: string): boolean {
    return parsePosition(top) !== null && this.#judge(log, top) !== 'seen';
  }

  #judge(log: Log, id: string): Verdict {
    const next = parsePosition(id);
    const last = parsePosition(this.#at.get(log) ?? '');
    if (!next) return 'seen';
    if (last && next.epoch !== last.epoch) return 'reborn';
    return last && next.seq <= last.seq ? 'seen' : 'next';
  }
}
