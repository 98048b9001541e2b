import { getSession, renameSession, type SessionTold, signIn, signOut } from '$lib/api';

/** Who sits at this browser. `locked` while the studio asks for its access token. */
export class Session {
  person = $state<SessionTold | null>(null);
  locked = $state(false);

  /** Where nothing answers, the pages say so themselves; a refusal locks by `lock`. */
  load = async (): Promise<void> => {
    const found = await getSession().catch(() => null);
    if (found) this.#enter(found);
  };

  lock = (): void => {
    this.person = null;
    this.locked = true;
  };

  async signIn(token: string): Promise<void> {
    this.#enter(await signIn({ body: { token } }));
  }

  async rename(name: string): Promise<void> {
    this.#enter(await renameSession({ body: { name } }));
  }

  async signOut(): Promise<void> {
    await signOut();
    this.lock();
  }

  #enter(person: SessionTold): void {
    this.person = person;
    this.locked = false;
  }
}
