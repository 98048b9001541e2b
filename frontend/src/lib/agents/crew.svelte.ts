import {
  acceptChanges,
  type Agent,
  type AgentAssignedData,
  type AgentCompletedData,
  type AgentProgressData,
  type AgentTask,
  askAgent,
  cancelAgentTask,
  getProposal,
  listAgents,
  listAgentTasks,
  type Proposal,
  refuseChanges,
  sentence,
  type Trade,
} from '$lib/api';

/** Edits come in crowds: one look serves all of them. */
const SETTLE_MS = 400;

/** The crew of one film: who there is, what each was last asked, and the proposal that is looked at. It asks nothing
 * before somebody looks. */
export class Crew {
  loaded = $state(false);
  trouble = $state<string | null>(null);
  members = $state.raw<readonly Agent[]>([]);
  proposal = $state.raw<Proposal | null>(null);

  /** The newest first. */
  #tasks = $state.raw<readonly AgentTask[]>([]);
  #projectId: string;
  #looked = false;
  #settling = false;

  constructor(projectId: string) {
    this.#projectId = projectId;
  }

  /** What one of the crew was asked last. */
  newest(trade: Trade): AgentTask | undefined {
    return this.#tasks.find(({ agent }) => agent === trade);
  }

  /** Somebody looks: from here on it is kept right. */
  open(): void {
    this.#looked = true;
    // A look that fails says so in `trouble`, and is made up for by the next handshake.
    this.load().catch(() => undefined);
  }

  async load(): Promise<void> {
    if (!this.#looked) return;
    try {
      const [members, tasks] = await Promise.all([listAgents(), listAgentTasks({ path: this.#film })]);
      this.members = members;
      this.#tasks = tasks;
      if (this.proposal) await this.#fetch(this.proposal.id);
      this.trouble = null;
    } catch (error) {
      this.trouble = sentence(error);
      throw error;
    } finally {
      this.loaded = true;
    }
  }

  /** Shows what came of the newest task of one of the crew; nothing where there is none. */
  async show(trade: Trade): Promise<void> {
    const task = this.newest(trade);
    if (!task) this.proposal = null;
    else if (task.id !== this.proposal?.id) await this.#fetch(task.id);
  }

  /** Throws ApiError, as do all that change something. */
  async ask(trade: Trade, description: string): Promise<void> {
    const path = { ...this.#film, agent: trade };
    const task = await askAgent({ path, body: { description } });
    if (!this.#tasks.some(({ id }) => id === task.id)) this.#tasks = [task, ...this.#tasks];
    await this.#fetch(task.id);
  }

  async accept(changes: string[]): Promise<void> {
    if (this.proposal) this.#take(await acceptChanges({ path: this.#at(this.proposal.id), body: { changes } }));
  }

  async refuse(changes: string[]): Promise<void> {
    if (this.proposal) this.#take(await refuseChanges({ path: this.#at(this.proposal.id), body: { changes } }));
  }

  async cancel(taskId: string): Promise<void> {
    this.#take(await cancelAgentTask({ path: this.#at(taskId) }));
  }

  assigned({ task_id }: AgentAssignedData): void {
    if (!this.#tasks.some(({ id }) => id === task_id)) this.changed();
  }

  progressed({ task_id, progress, message }: AgentProgressData): void {
    const task = this.#tasks.find(({ id }) => id === task_id);
    // After its end it says that something was refused.
    if (!task || task.finished) this.changed();
    else this.#patch({ ...task, status: 'processing', progress, message });
  }

  completed(told: AgentCompletedData): void {
    const task = this.#tasks.find(({ id }) => id === told.task_id);
    if (task) this.#patch({ ...task, status: told.status, progress: 100, error: told.error });
    this.changed();
  }

  /** The film, or a proposal, is another than it was: what still fits is told anew. */
  changed(): void {
    if (this.#settling || !this.#looked) return;
    this.#settling = true;
    setTimeout(() => {
      this.#settling = false;
      this.load().catch(() => undefined);
    }, SETTLE_MS);
  }

  get #film(): { project_id: string } {
    return { project_id: this.#projectId };
  }

  #at(taskId: string): { project_id: string; task_id: string } {
    return { ...this.#film, task_id: taskId };
  }

  async #fetch(taskId: string): Promise<void> {
    this.#take(await getProposal({ path: this.#at(taskId) }));
  }

  #take(proposal: Proposal): void {
    this.proposal = proposal;
    this.#patch(proposal);
  }

  #patch(task: AgentTask): void {
    this.#tasks = this.#tasks.map((other) => (other.id === task.id ? task : other));
    const { proposal } = this;
    if (proposal?.id === task.id) this.proposal = { ...proposal, ...task };
  }
}
