import { createContext } from 'svelte';

import { type Project, patchProject, type ProjectPatch, type Take } from '$lib/api';
import { Crew } from '$lib/agents/crew.svelte';
import { Assets } from '$lib/assets/assets.svelte';
import { Intake } from '$lib/assets/intake.svelte';
import { Uploads } from '$lib/assets/uploads.svelte';
import { CanvasState } from '$lib/canvas/graph/canvas.svelte';
import { type Wired, wiredTo } from '$lib/canvas/graph/wiring';
import { Generation } from '$lib/canvas/node/generation.svelte';
import { Characters } from '$lib/characters/characters.svelte';
import { Cut } from '$lib/cut/cut.svelte';
import { Functions } from '$lib/functions/functions.svelte';
import { Connection } from '$lib/live/connection.svelte';
import { deliver } from '$lib/live/deliver';
import type { Projects } from '$lib/projects/projects.svelte';
import type { Session } from '$lib/session/session.svelte';
import { Queue } from '$lib/queue/queue.svelte';
import { Story } from '$lib/story/story.svelte';
import { Takes } from '$lib/takes/takes.svelte';
import { Tasks } from '$lib/tasks/tasks.svelte';

import { History } from './history.svelte';
import { Selection } from './selection.svelte';

/** One open film: all that its pages share, kept right by one socket. */
export class Film {
  readonly id: string;
  readonly story: Story;
  readonly tasks: Tasks;
  readonly takes: Takes;
  readonly assets: Assets;
  readonly characters: Characters;
  readonly uploads: Uploads;
  readonly intake: Intake;
  readonly canvas: CanvasState;
  readonly cut: Cut;
  readonly functions = new Functions();
  readonly generation: Generation;
  readonly history: History;
  readonly crew: Crew;
  readonly queue = new Queue();
  readonly selection = new Selection();
  readonly connection: Connection;

  #projects: Projects;
  #opened: Project;
  project = $derived.by(() => this.#projects.get(this.id) ?? this.#opened);
  /** Someone deleted it while it was open. */
  isGone = $derived.by(() => !this.#projects.get(this.id));

  constructor(project: Project, projects: Projects, socketOrigin: string, session: Session) {
    this.id = project.id;
    this.#opened = project;
    this.#projects = projects;
    projects.put(project);
    this.story = new Story(this.id);
    this.tasks = new Tasks(this.id);
    this.takes = new Takes(this.id);
    this.assets = new Assets(this.id);
    this.characters = new Characters(this.id);
    this.uploads = new Uploads(this.id, this.assets);
    this.intake = new Intake(this.uploads);
    this.canvas = new CanvasState(this.id);
    this.cut = new Cut(this.id);
    this.generation = new Generation(this.tasks, this.functions, (nodeId) => this.wiredTo(nodeId));
    this.history = new History(this.id);
    this.crew = new Crew(this.id);
    this.connection = new Connection(
      { origin: socketOrigin, projectId: this.id },
      {
        apply: (event) => deliver(event, projects, this),
        refetch: () => this.load(),
        turnedAway: () => void session.load(),
      },
    );
  }

  /** What is wired to a node of the canvas, with the takes that there are by now. */
  wiredTo(nodeId: string): Wired {
    return wiredTo(this.canvas, nodeId, (giver) => this.takes.byNode.get(giver)?.id);
  }

  async load(): Promise<void> {
    const { story, tasks, takes, assets, characters, canvas, cut, functions, history, queue, crew } = this;
    const work = [tasks, takes, functions, queue, crew];
    const parts = [this.#projects, story, assets, characters, canvas, cut, history, ...work];
    await Promise.all(parts.map((part) => part.load()));
  }

  /** For a shot there is the story says it, else the take itself. */
  isChosen(take: Take): boolean {
    const shot = this.story.shot(take.shot_id);
    return shot ? shot.chosen_take === take.id : take.chosen;
  }

  /** Throws ApiError. */
  async choose(take: Take, chosen: boolean): Promise<void> {
    const shot = this.story.shot(take.shot_id);
    const asked = () => this.takes.change(take.id, { chosen });
    if (shot) await this.story.choose(shot.id, chosen ? take.id : null, asked);
    else await asked();
  }

  change = async (wanted: ProjectPatch): Promise<void> => {
    this.#projects.put(await patchProject({ path: { project_id: this.id }, body: wanted }));
  };
}

export const [getFilm, setFilm] = createContext<Film>();
