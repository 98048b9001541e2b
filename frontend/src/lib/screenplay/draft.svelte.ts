import { ApiError, type Impact, importScreenplay, sentence } from '$lib/api';
import { readImpact } from '$lib/api/screenplay';

const STALE = 412;

/** A draft on its way into a film: looked at first, and taken in only as it was looked at. */
export class Draft {
  impact = $state.raw<Impact | null>(null);
  trouble = $state<string | null>(null);
  busy = $state(false);
  #file = $state.raw<File | null>(null);
  #etag = '';
  #projectId: string;

  constructor(projectId: string) {
    this.#projectId = projectId;
  }

  get name(): string {
    return this.#file?.name ?? '';
  }

  /** Throws ApiError for what is no screenplay. */
  async look(file: File): Promise<void> {
    const { impact, etag } = await readImpact(this.#projectId, file);
    this.#file = file;
    this.#etag = etag;
    this.impact = impact;
    this.trouble = null;
  }

  /** Whether it is in. A film that changed meanwhile is looked at again, and asked about once more. */
  async accept(): Promise<boolean> {
    const file = this.#file;
    if (!file) return false;
    this.busy = true;
    try {
      const path = { project_id: this.#projectId };
      await importScreenplay({ path, body: { file }, headers: { 'if-match': this.#etag } });
      this.drop();
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.status === STALE) await this.look(file).catch(() => undefined);
      this.trouble = sentence(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  drop(): void {
    this.#file = this.impact = this.trouble = null;
  }
}
