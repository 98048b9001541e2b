import type { Agent, AgentTask, Impact, Proposal, Proposed, SceneImpact } from '$lib/api';

export function aMember(own: Partial<Agent> = {}): Agent {
  return { agent: 'screenwriter', name: 'Screenwriter', work: 'Reads the draft.', model: false, ...own };
}

export function anAgentTask(own: Partial<AgentTask> = {}): AgentTask {
  return {
    id: 'w1',
    project_id: 'p1',
    agent: 'screenwriter',
    description: '',
    status: 'completed',
    progress: 100,
    message: 'Done.',
    created: '2026-11-21T12:00:00Z',
    finished: '2026-11-21T12:00:01Z',
    error: null,
    model: null,
    model_error: null,
    counts: { open: 2 },
    ...own,
  };
}

type Rewrite = Extract<Proposed['change'], { kind: 'rewrite' }>;

export function aProposed(own: Partial<Rewrite> = {}, state: Proposed['state'] = 'open'): Proposed {
  const change: Rewrite = {
    kind: 'rewrite',
    id: '1',
    part: 'scene',
    element: 'sc1',
    label: 'SC001',
    field: 'synopsis',
    before: '',
    after: 'Tomas pours tea.',
    why: 'From the action.',
    source: 'rules',
    basis: '',
    ...own,
  };
  return { change, state };
}

export function aNewShot(): Extract<Proposed['change'], { kind: 'new_shot' }> {
  return {
    kind: 'new_shot',
    id: '3',
    element: 'sh9',
    label: 'SC001',
    scene_id: 'sc1',
    in_front_of: null,
    framing: 'Close-up',
    action: 'Nora listens.',
    dialogue: '',
    duration: 2,
    character_ids: [],
    why: 'Nobody is seen from near.',
    source: 'rules',
    basis: '',
  };
}

export function aProposal(own: Partial<Proposal> = {}): Proposal {
  const second = aProposed({ id: '2', element: 'sc2', label: 'SC002', before: 'Old.', after: 'She runs.' });
  return { ...anAgentTask(), findings: [], changes: [aProposed(), second], ...own };
}

export function aSceneImpact(own: Partial<SceneImpact> = {}): SceneImpact {
  return {
    status: 'unchanged',
    moved: false,
    scene_id: 'sc1',
    code: 'SC001',
    slug: 'EXT. HARBOUR - DUSK',
    slug_before: 'EXT. HARBOUR - DUSK',
    first_line: 1,
    last_line: 9,
    shots: 2,
    takes: 0,
    stale_takes: 0,
    split_from: null,
    merged: [],
    diff: [],
    ...own,
  };
}

export function anImpact(own: Partial<Impact> = {}): Impact {
  return {
    title: 'THE LAST LIGHT',
    draft: 'Second draft',
    counts: { unchanged: 1, changed: 0, new: 0, omitted: 0 },
    scenes: [aSceneImpact()],
    new_characters: [],
    absent_characters: [],
    new_locations: [],
    ...own,
  };
}
