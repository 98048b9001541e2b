import type {
  Asset,
  ChapterNode,
  Character,
  FunctionTemplate,
  Lora,
  Project,
  Runner,
  SceneNode,
  ShotNode,
  Take,
  Task,
  WaitingTask,
} from '$lib/api';

const CREATED = '2026-11-21T12:00:00Z';

export function aProject(own: Partial<Project> = {}): Project {
  return {
    id: 'p1',
    name: 'The Last Ferry',
    folder: 'The Last Ferry',
    version: '1.0.0',
    created: CREATED,
    changed: CREATED,
    quality: 'standard',
    narrative: 'three-act',
    status: 'ready',
    reason: null,
    settings: { fps: 24, resolution: [1920, 1080] },
    look: '',
    counts: { chapters: 3, scenes: 0, shots: 0, takes: 0, assets: 0 },
    chapters: [],
    poster_url: null,
    ...own,
  };
}

export function aTask(own: Partial<Task> = {}): Task {
  return {
    id: 't1',
    type: 'text_to_image',
    project_id: 'p1',
    status: 'pending',
    quality_preset: 'standard',
    prompt: 'A ferry at dusk',
    parameters: { seed: 7 },
    node_id: 'n1',
    shot_id: null,
    character_ids: [],
    template_id: null,
    batch_id: null,
    retry_of: null,
    queue: 'task:queue:default',
    priority: 0,
    order: 0,
    progress: 0,
    step: null,
    preview_url: null,
    attempt: 0,
    runner_id: null,
    pipeline: null,
    fallback_from: null,
    outputs: [],
    output_path: null,
    take_id: null,
    error: null,
    cancel_requested: false,
    created: CREATED,
    started: null,
    finished: null,
    ...own,
  };
}

export function aTake(own: Partial<Take> = {}): Take {
  return {
    id: 't1',
    task_id: 't1',
    task_type: 'text_to_image',
    project_id: 'p1',
    template_id: null,
    prompt: 'A ferry at dusk',
    parameters: { steps: 30 },
    seed: 7,
    quality_preset: 'standard',
    pipeline: 'storyboard',
    pipeline_version: '1.0',
    fallback_from: null,
    models: [],
    character_ids: [],
    sources: {},
    runner_id: 'r1',
    parent_take: null,
    shot_id: null,
    node_id: 'n1',
    take_number: null,
    outputs: ['output_t1.png'],
    created: CREATED,
    duration: 1.5,
    chosen: false,
    stale: false,
    rating: null,
    note: '',
    path: 'The Last Ferry/03_Renders/output_t1.png',
    url: '/api/v1/takes/t1/content',
    thumbnail_url: '/api/v1/takes/t1/thumbnail',
    ...own,
  };
}

export function anAsset(own: Partial<Asset> = {}): Asset {
  return {
    id: 'a1',
    name: 'mara.png',
    path: 'The Last Ferry/01_Assets/Characters/mara.png',
    asset_type: 'characters',
    size: 1000,
    mime: 'image/png',
    sha256: null,
    status: 'ready',
    reason: null,
    metadata: {},
    created: CREATED,
    project_id: 'p1',
    url: '/api/v1/projects/p1/assets/a1/content',
    thumbnail_url: null,
    ...own,
  };
}

export function aPlace(own: Partial<WaitingTask> = {}): WaitingTask {
  return {
    task_id: 't1',
    project_id: 'p1',
    node_id: null,
    task_type: 'text_to_image',
    quality_preset: 'draft',
    queue: 'task:queue:default',
    priority: 0,
    position: 0,
    reason: 'turn',
    detail: 'It is next.',
    estimated_start: null,
    estimated_end: null,
    ...own,
  };
}

export function aRunner(own: Partial<Runner> = {}): Runner {
  return {
    id: 'r1',
    host: 'studio',
    pid: 1,
    gpu: null,
    queues: ['task:queue:default', 'task:queue:lora'],
    concurrency: 2,
    started: CREATED,
    answering: true,
    versions: {},
    models: [],
    status: {
      active_tasks: [],
      memory: { total_mb: 4096, free_mb: 1024 },
      vram: 0,
      pipelines: ['storyboard'],
      makes: { storyboard: ['text_to_image'] },
      lacking: { diffusers: 'The extra “models” is not installed.' },
    },
    ...own,
  };
}

export function aCharacter(own: Partial<Character> = {}): Character {
  return {
    assetId: 'c1',
    projectId: 'p1',
    name: 'Mara Quinn',
    description: 'A young woman with long black hair',
    triggerWord: 'mara_quinn',
    baseFace: null,
    variations: {},
    loraTrainingStatus: 'untrained',
    loraModel: null,
    usage: { totalUsages: 0, shotIds: [], sceneIds: [], takeIds: [] },
    created: CREATED,
    ...own,
  };
}

export function aLora(own: Partial<Lora> = {}): Lora {
  return {
    status: 'untrained',
    taskId: null,
    error: null,
    model: null,
    losses: [],
    checkpoints: [],
    samples: [],
    ...own,
  };
}

export function aTemplate(own: Partial<FunctionTemplate> = {}): FunctionTemplate {
  return {
    id: 'image_to_video_v1',
    name: 'Image to Video',
    description: 'A camera move over a picture.',
    type: 'image_to_video',
    inputs: {
      type: 'object',
      required: ['prompt'],
      properties: {
        prompt: { type: 'string', title: 'Prompt', maxLength: 10_000 },
        source: { type: 'string', format: 'asset', accept: 'image/*', title: 'Picture' },
        move: { enum: ['push_in', 'pan'], default: 'push_in', title: 'Move' },
        duration: { type: 'number', minimum: 0.2, maximum: 30, title: 'Duration', description: 'Seconds.' },
        loop: { type: 'boolean', title: 'Loop' },
      },
    },
    outputs: { type: 'object' },
    needs: { vram_gb: {}, pipelines: ['storyboard'] },
    origin: 'studio',
    ready: ['storyboard'],
    ...own,
  };
}

export function aShot(own: Partial<ShotNode> = {}): ShotNode {
  return {
    id: 'sh1',
    code: 'SH010',
    framing: '',
    action: '',
    dialogue: '',
    duration: 0,
    character_ids: [],
    chosen_take: null,
    take_count: 0,
    etag: '"sh1"',
    ...own,
  };
}

export function aScene(own: Partial<SceneNode> = {}): SceneNode {
  return {
    id: 'sc1',
    code: 'SC001',
    slug: '',
    synopsis: '',
    characters: [],
    location: '',
    time_of_day: '',
    beat: '',
    look: '',
    omitted: false,
    shots: [],
    etag: '"sc1"',
    ...own,
  };
}

export function aChapter(own: Partial<ChapterNode> = {}): ChapterNode {
  return { id: 'ch1', code: 'CH01', name: '', synopsis: '', look: '', scenes: [], etag: '"ch1"', ...own };
}

/** Two chapters; the first with two scenes, of two shots and of one; the second with none. */
export function aStory(): ChapterNode[] {
  const harbour = aScene({
    slug: 'EXT. HARBOUR',
    shots: [aShot({ action: 'Lamps' }), aShot({ id: 'sh2', code: 'SH020' })],
  });
  const saloon = aScene({ id: 'sc2', code: 'SC002', slug: 'INT. SALOON', shots: [aShot({ id: 'sh3' })] });
  return [
    aChapter({ name: 'Departure', scenes: [harbour, saloon] }),
    aChapter({ id: 'ch2', code: 'CH02', name: 'The crossing' }),
  ];
}
