import { type CompositePrompt, type CompositeWish, composePrompt, sentence } from '$lib/api';

/** The prompt that the studio makes of words, a character and a mood. */
export class Composite {
  made = $state.raw<CompositePrompt | null>(null);
  error = $state<string>();
  #newest: symbol | undefined;

  /** The answer to an older question is not shown over that to a newer one. */
  async ask(wish: CompositeWish): Promise<void> {
    const asked = (this.#newest = Symbol());
    try {
      const made = await composePrompt({ body: wish });
      if (asked === this.#newest) [this.made, this.error] = [made, undefined];
    } catch (error) {
      if (asked === this.#newest) this.error = sentence(error);
    }
  }
}
