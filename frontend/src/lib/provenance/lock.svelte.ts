import { checkLock, type LockCheck, sentence } from '$lib/api';

/** What a film's takes were made with, held against what is here at the moment. */
export class Lock {
  found = $state.raw<LockCheck | null>(null);
  error = $state<string>();
  busy = $state(false);
  #projectId: string;
  #again = false;

  constructor(projectId: string) {
    this.#projectId = projectId;
  }

  /** One look at a time; asked for meanwhile, it looks once more. */
  async look(): Promise<void> {
    this.#again = true;
    if (this.busy) return;
    this.busy = true;
    while (this.#again) await this.#look();
    this.busy = false;
  }

  async #look(): Promise<void> {
    this.#again = false;
    try {
      this.found = await checkLock({ path: { project_id: this.#projectId } });
      this.error = undefined;
    } catch (refusal) {
      this.error = sentence(refusal);
    }
  }
}
