import { type Export, deleteExport, exportCut, type ExportWish, listExports, type Task } from '$lib/api';

/** The deliverables of one film. */
export class Exports {
  all = $state.raw<readonly Export[]>([]);
  #path: { project_id: string };

  constructor(projectId: string) {
    this.#path = { project_id: projectId };
  }

  async load(): Promise<void> {
    this.all = await listExports({ path: this.#path });
  }

  /** Throws ApiError. */
  ask(wish: ExportWish): Promise<Task> {
    return exportCut({ path: this.#path, body: wish });
  }

  /** Throws ApiError. */
  async remove(name: string): Promise<void> {
    await deleteExport({ path: { ...this.#path, name } });
    this.all = this.all.filter((each) => each.name !== name);
  }
}
