import { FakeBackend } from './backend';
import { aMember, anAgentTask, aProposal } from './crew';
import { aCut } from './cut';
import { aCharacter, aLora, aProject, aRunner, aStory, aTake, anAsset } from './records';
import { anIngredient } from './ingredient';

const HEALTH = {
  status: 'healthy',
  redis: 'connected',
  worker: 'running',
  git_lfs: true,
  workspace: 'writable',
  version: '1.0',
  checks: [],
};
const GIT = { branch: 'main', head: 'abc', clean: true, changed: [], ahead: 0, behind: 0 };
const TIER = { steps: 10, cfg_scale: 7, sampler: 'euler', pipeline: 'storyboard', optimizations: [], vram_gb: 0 };
const CANVAS = { nodes: [], edges: [], viewport: { x: 0, y: 0, zoom: 1 } };
const ASK = { id: 'n1', type: 'text_to_image', position: { x: 0, y: 0 }, data: { prompt: 'A ferry', seed: 7 } };

/** A studio that answers everything, with nothing in it yet. */
export function anEmptyStudio(): FakeBackend {
  return new FakeBackend()
    .on('GET /health', { body: HEALTH })
    .on('GET /projects', { body: [] })
    .on('GET /projects/p1/story', { body: { chapters: [] } })
    .on('GET /projects/p1/takes', { body: [] })
    .on('GET /projects/p1/tasks', { body: [] })
    .on('GET /projects/p1/lock', { body: { complete: true, ingredients: [] } })
    .on('GET /projects/p1/assets', { body: [] })
    .on('GET /projects/p1/characters', { body: [] })
    .on('GET /projects/p1/canvas', { body: CANVAS, headers: { etag: '"1"' } })
    .on('GET /projects/p1/cut', { body: aCut({ clips: [], frames: 0 }), headers: { etag: '"1"' } })
    .on('GET /projects/p1/git/status', { body: GIT })
    .on('GET /agents', { body: [aMember()] })
    .on('GET /projects/p1/agents/tasks', { body: [] })
    .on('GET /functions/templates', { body: [] })
    .on('GET /functions/refused', { body: [] })
    .on('GET /quality/mappings', { body: { draft: TIER, standard: TIER, premium: TIER } })
    .on('GET /workspace/config', { body: { root: 'workspace', free_bytes: 1, total_bytes: 2 } })
    .on('GET /system/models', { body: [] })
    .on('GET /system/runners', { body: [] })
    .on('GET /queue', { body: { holds: [], working: 0, waiting: [] } });
}

/** The same with something on every screen. */
export function aFullStudio(): FakeBackend {
  return anEmptyStudio()
    .on('GET /projects', { body: [aProject()] })
    .on('GET /projects/p1/story', { body: { chapters: aStory() } })
    .on('GET /projects/p1/lock', { body: { complete: true, ingredients: [anIngredient()] } })
    .on('GET /projects/p1/takes', { body: [aTake({ shot_id: 'sh1', take_number: 1 })] })
    .on('GET /projects/p1/assets', { body: [anAsset({ asset_type: 'locations', name: 'harbour.png' })] })
    .on('GET /projects/p1/characters', { body: [aCharacter()] })
    .on('GET /projects/p1/characters/c1/lora', { body: aLora() })
    .on('GET /projects/p1/canvas', { body: { ...CANVAS, nodes: [ASK] }, headers: { etag: '"1"' } })
    .on('GET /projects/p1/cut', { body: aCut(), headers: { etag: '"1"' } })
    .on('GET /projects/p1/agents/tasks', { body: [anAgentTask()] })
    .on('GET /projects/p1/agents/tasks/w1', { body: aProposal() })
    .on('GET /system/runners', { body: [aRunner()] });
}
