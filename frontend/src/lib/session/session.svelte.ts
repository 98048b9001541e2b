import { getSession, renameSession, type SessionTold, signIn, signOut } from '$lib/api';

/** Who sits at this browser. `locked` while the studio asks for its access token. */
export class Session {
  person = $state<SessionTold | null>(null);
  locked = $state(false);
  #last: Promise<unknown> = Promise.resolve();

  /** Where nothing answers, the pages say so themselves; a refusal locks by `lock`. */
  load = async (): Promise<void> => {
    const found = await this.#inTurn(() => getSession()).catch(() => null);
    if (found) this.#enter(found);
  };

  lock = (): void => {
    this.person = null;
    this.locked = true;
  };

  async signIn(token: string): Promise<void> {
    this.#enter(await this.#inTurn(() => signIn({ body: { token } })));
  }

  async rename(name: string): Promise<void> {
    this.#enter(await this.#inTurn(() => renameSession({ body: { name } })));
  }

  async signOut(): Promise<void> {
    await this.#inTurn(() => signOut());
    this.lock();
  }

  /** One at a time: each answer writes the cookie, and one that was asked for earlier would bring back what was. */
  #inTurn<T>(ask: () => Promise<T>): Promise<T> {
    const answer = this.#last.then(ask, ask);
    this.#last = answer;
    return answer;
  }

  #enter(person: SessionTold): void {
    this.person = person;
    this.locked = false;
  }
}
