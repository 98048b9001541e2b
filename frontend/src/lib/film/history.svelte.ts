import { type GitStatus, gitStatus } from '$lib/api';

/** What Git says of the film's folder. */
export class History {
  status = $state<GitStatus | null>(null);
  #projectId: string;

  constructor(projectId: string) {
    this.#projectId = projectId;
  }

  async load(): Promise<void> {
    this.status = await gitStatus({ path: { project_id: this.#projectId } });
  }

  committed(): void {
    // The next commit, or the next handshake, asks again.
    this.load().catch(() => undefined);
  }
}
