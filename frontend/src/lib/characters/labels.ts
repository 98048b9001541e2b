import type { LoraStatus } from '$lib/api';
import type { DotState } from '$lib/ui/signs/StateDot.svelte';

export const LORA_DOTS: Record<LoraStatus, DotState> = {
  untrained: 'waiting',
  training: 'running',
  completed: 'done',
  failed: 'failed',
};
