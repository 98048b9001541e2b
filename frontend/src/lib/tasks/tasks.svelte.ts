import { SvelteMap } from 'svelte/reactivity';

import {
  type Status,
  type Task,
  type TaskCompletedData,
  type TaskCreate,
  type TaskEndedData,
  type TaskProgressData,
  type TaskStartedData,
  type TaskType,
  cancelTask,
  cancelTasks,
  getTask,
  listTasks,
  retryTask,
  shoot,
  submitTask,
} from '$lib/api';
import { byAge } from '$lib/format/order';

export const ENDED: readonly Status[] = ['completed', 'failed', 'cancelled'];

export function hasEnded(task: Task): boolean {
  return ENDED.includes(task.status);
}

type Change = (task: Task) => Task;

/** The tasks of one film, kept by its events. An ended task never comes back to life, whatever arrives late. */
export class Tasks {
  #byId = new SvelteMap<string, Task>();
  #etas = new SvelteMap<string, number>();
  #arriving = new Map<string, Change[]>();
  #projectId: string;

  /** Newest first. */
  all = $derived([...this.#byId.values()].sort(byAge));
  running = $derived(this.all.filter((task) => task.status === 'processing'));
  waiting = $derived(this.all.filter((task) => task.status === 'pending'));
  /** The newest task of each node. */
  byNode = $derived(new Map(this.all.toReversed().flatMap((task) => (task.node_id ? [[task.node_id, task]] : []))));

  /** The newest task of each shot. */
  byShot = $derived(new Map(this.all.toReversed().flatMap((task) => (task.shot_id ? [[task.shot_id, task]] : []))));

  constructor(projectId: string) {
    this.#projectId = projectId;
  }

  get(id: string): Task | undefined {
    return this.#byId.get(id);
  }

  /** What is under way about a character, of that type. */
  about(characterId: string, type: TaskType): Task | undefined {
    return this.all.find((task) => task.type === type && task.character_ids.includes(characterId) && !hasEnded(task));
  }

  /** Seconds that are left, as last told. */
  eta(id: string): number | undefined {
    return this.#etas.get(id);
  }

  async load(): Promise<void> {
    const found = await listTasks({ path: { project_id: this.#projectId } });
    found.forEach((task) => this.#byId.set(task.id, task));
  }

  async submit(wanted: TaskCreate): Promise<Task> {
    const task = await submitTask({ path: { project_id: this.#projectId }, body: wanted });
    this.#submitted(task);
    return task;
  }

  /** Takes of these shots at the film's tier, as one batch. */
  async shoot(shotIds: readonly string[]): Promise<void> {
    const body = { what: 'named' as const, shot_ids: [...shotIds] };
    const accepted = await shoot({ path: { project_id: this.#projectId }, body });
    accepted.forEach((task) => this.#submitted(task));
  }

  async cancel(id: string): Promise<void> {
    const task = await cancelTask({ path: { task_id: id } });
    this.#change(id, () => task);
  }

  /** All that have not begun. */
  async cancelWaiting(): Promise<void> {
    const cancelled = await cancelTasks({ body: { project_id: this.#projectId, status: 'pending' } });
    cancelled.forEach((task) => this.#change(task.id, () => task));
  }

  /** The same again, as a task of its own; asking twice makes one. */
  async retry(id: string): Promise<void> {
    const task = await retryTask({ path: { task_id: id } });
    this.#submitted(task);
  }

  queued({ task_id }: { task_id: string }): void {
    if (!this.#byId.has(task_id)) void this.#fetch(task_id);
  }

  started({ task_id, runner_id, attempt }: TaskStartedData, at: string): void {
    this.#change(task_id, (task) => ({
      ...task,
      status: 'processing',
      runner_id,
      attempt,
      started: at,
      progress: 0,
      step: null,
    }));
  }

  progressed({ task_id, progress, step, eta_seconds, preview_url }: TaskProgressData): void {
    if (eta_seconds === null) this.#etas.delete(task_id);
    else this.#etas.set(task_id, eta_seconds);
    this.#change(task_id, (task) => ({
      ...task,
      status: 'processing',
      progress,
      step,
      preview_url: preview_url ?? task.preview_url,
    }));
  }

  completed({ task_id, output_path, outputs, take_id }: TaskCompletedData, at: string): void {
    this.#end(task_id, { status: 'completed', progress: 100, output_path, outputs, take_id, finished: at });
  }

  failed({ task_id, error }: TaskEndedData, at: string): void {
    this.#end(task_id, { status: 'failed', error, finished: at });
  }

  cancelled({ task_id }: TaskEndedData, at: string): void {
    this.#end(task_id, { status: 'cancelled', finished: at });
  }

  retrying({ task_id }: TaskEndedData): void {
    this.#etas.delete(task_id);
    this.#change(task_id, (task) => ({ ...task, status: 'pending', progress: 0, step: null, preview_url: null }));
  }

  #submitted(task: Task): void {
    // Its events may have come first, and then know more.
    if (!this.#byId.has(task.id)) this.#byId.set(task.id, task);
  }

  #end(id: string, ending: Partial<Task>): void {
    this.#etas.delete(id);
    this.#change(id, (task) => ({ ...task, ...ending, preview_url: null }));
  }

  #change(id: string, next: Change): void {
    const held = this.#arriving.get(id);
    const task = this.#byId.get(id);
    if (held) held.push(next);
    else if (!task) void this.#fetch(id);
    else if (!hasEnded(task)) this.#byId.set(id, next(task));
  }

  /** A task this page has not met: its record says more than the event did. What is told meanwhile follows it. */
  async #fetch(id: string): Promise<void> {
    if (this.#arriving.has(id)) return;
    const held: Change[] = [];
    this.#arriving.set(id, held);
    const task = await getTask({ path: { task_id: id } }).catch(() => null);
    this.#arriving.delete(id);
    if (!task) return;
    const known = this.#byId.get(id);
    if (!known || !hasEnded(known)) this.#byId.set(id, task);
    held.forEach((change) => this.#change(id, change));
  }
}
