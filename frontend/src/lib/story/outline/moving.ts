import type { Move } from '$lib/api';

import { type Chapters, type Element, type Found, indexed, scenesOf } from '../tree';

/** One place up (-1) or down (1) among its siblings; beyond the last of them it goes over to the next parent. */
export function step(chapters: Chapters, id: string, by: 1 | -1): Move | null {
  const found = indexed(chapters).get(id);
  if (!found) return null;
  const siblings = siblingsOf(chapters, found);
  if (siblings[found.at + by]) {
    return { id, before: (by < 0 ? siblings[found.at - 1] : siblings[found.at + 2])?.id };
  }
  const next = neighbour(chapters, found, by);
  return next ? { id, parent_id: next.id, before: by < 0 ? undefined : childrenOf(next)[0]?.id } : null;
}

/** Where what is dragged goes when it is let go over `over`, on its lower half or its upper. */
export function drop(chapters: Chapters, dragged: Found, over: Found, lower: boolean): Move | null {
  const { id } = dragged.node;
  if (over.node.id === id) return null;
  if (dragged.kind === over.kind) {
    const others = siblingsOf(chapters, over).filter((node) => node.id !== id);
    const at = others.findIndex((node) => node.id === over.node.id) + (lower ? 1 : 0);
    return { id, parent_id: over.parent?.id, before: others[at]?.id };
  }
  const belongs = `${dragged.kind} in ${over.kind}`;
  return belongs === 'scene in chapter' || belongs === 'shot in scene' ? { id, parent_id: over.node.id } : null;
}

function siblingsOf(chapters: Chapters, { parent }: Found): readonly Element[] {
  return parent ? childrenOf(parent) : chapters;
}

function childrenOf(node: Element): readonly Element[] {
  if ('scenes' in node) return node.scenes;
  return 'shots' in node ? node.shots : [];
}

/** The parent before or after its own, across the film. */
function neighbour(chapters: Chapters, { kind, parent }: Found, by: 1 | -1): Element | undefined {
  if (!parent) return undefined;
  const parents: readonly Element[] = kind === 'shot' ? scenesOf(chapters) : chapters;
  return parents[parents.findIndex(({ id }) => id === parent.id) + by];
}
