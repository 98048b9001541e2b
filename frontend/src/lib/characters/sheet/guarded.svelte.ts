import { sentence } from '$lib/api';

/** One thing at a time that the backend may refuse; what it said stays until the next try. */
export class Guarded {
  busy = $state(false);
  error = $state<string>();

  async run(work: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    this.error = undefined;
    try {
      await work();
    } catch (refusal) {
      this.error = sentence(refusal);
    } finally {
      this.busy = false;
    }
  }
}
