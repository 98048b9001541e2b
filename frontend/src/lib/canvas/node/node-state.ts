import type { Status, Take, Task } from '$lib/api';

export type NodeStatus = 'idle' | 'queued' | 'processing' | 'completed' | 'failed';

const OF_TASK: Record<Status, NodeStatus> = {
  pending: 'queued',
  processing: 'processing',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'idle',
};

/** A node shows its newest task; when Redis has forgotten that, the take on disk still tells of it. */
export function nodeStatus(task: Task | undefined, take: Take | undefined): NodeStatus {
  if (task) return OF_TASK[task.status];
  return take ? 'completed' : 'idle';
}
