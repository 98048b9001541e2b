import { error } from '@sveltejs/kit';

import { ApiError, getProject } from '$lib/api';

import type { LayoutLoad } from './$types';

const UNAVAILABLE = 503;

export const load: LayoutLoad = async ({ params, parent }) => {
  await parent();
  try {
    return { project: await getProject({ path: { project_id: params.id } }) };
  } catch (refusal) {
    if (refusal instanceof ApiError) error(refusal.status || UNAVAILABLE, refusal.message);
    throw refusal;
  }
};
