import { type CanvasNode, isAsk, KINDS } from '$lib/canvas/graph/document';

/** What nodes are known by beside their own words. */
export interface Names {
  template: (id: string) => string | undefined;
  character: (id: string) => string | undefined;
  asset: (id: string) => string | undefined;
  shot: (id: string) => string | undefined;
}

const ASSET = 'asset://';

/** The nodes with all the words of `query`, from top to bottom. */
export function matching(nodes: readonly CanvasNode[], query: string, names: Names): CanvasNode[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return nodes
    .filter((node) => words.every((word) => textOf(node, names).toLowerCase().includes(word)))
    .toSorted((a, b) => a.position.y - b.position.y || a.position.x - b.position.x);
}

function textOf(node: CanvasNode, names: Names): string {
  return [isAsk(node) ? names.template(node.data.template_id) : KINDS[node.type], ...ownWords(node, names)].join(' ');
}

function ownWords(node: CanvasNode, names: Names): (string | undefined)[] {
  if (isAsk(node)) return [node.data.prompt, ...node.data.character_ids.map(names.character)];
  if (node.type === 'character') return [names.character(node.data.character_id ?? '')];
  if (node.type === 'shot') return [names.shot(node.data.shot_id ?? '')];
  if (node.type === 'output') return [];
  return [node.data.words, names.asset(node.data.picture?.slice(ASSET.length) ?? '')];
}
