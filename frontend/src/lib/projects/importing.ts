import { createProject, deleteProject, importScreenplay, type Project } from '$lib/api';

import { nameProblem } from './name';

const UNNAMED = 'Screenplay';

/** A new film of a screenplay; none where the screenplay can't be read. Throws ApiError. */
export async function importFilm(file: File, taken: (name: string) => boolean): Promise<Project> {
  const project = await createProject({ body: { name: freeName(file.name, taken), narrative: 'none' } });
  try {
    await importScreenplay({ path: { project_id: project.id }, body: { file } });
    return project;
  } catch (refusal) {
    // What was made for it goes; where even that is refused, the empty film is there to be seen.
    await deleteProject({ path: { project_id: project.id } }).catch(() => undefined);
    throw refusal;
  }
}

/** Of the file's name: `The Last Ferry`, `The Last Ferry 2`. */
export function freeName(file: string, taken: (name: string) => boolean): string {
  const stem = file
    .replace(/\.[^.]*$/, '')
    .replaceAll('_', ' ')
    .trim();
  const name = nameProblem(stem) ? UNNAMED : stem;
  let free = name;
  for (let count = 2; taken(free); count += 1) free = `${name} ${count}`;
  return free;
}
