import { describe, expect, it } from 'vitest';

import { parsePosition, Positions } from './positions';

describe('parsePosition', () => {
  it('reads epoch and sequence', () => expect(parsePosition('ab12-42')).toEqual({ epoch: 'ab12', seq: 42 }));
  it.each(['', 'ab12', '-1', 'ab12-', 'ab12-x', 'a b-1', `ab-${'9'.repeat(16)}`])('takes %j for none', (id) =>
    expect(parsePosition(id)).toBeNull(),
  );
});

describe('Positions', () => {
  function standing(id: string): Positions {
    const positions = new Positions();
    positions.set('project', id);
    return positions;
  }

  it('steps forward over what follows', () => {
    const positions = standing('ab-4');
    expect(positions.step('project', 'ab-5')).toBe('next');
    expect(positions.get('project')).toBe('ab-5');
  });

  it('steps over holes that a slow client gets of coalesced progress', () => {
    const positions = standing('ab-4');
    expect(positions.step('project', 'ab-9')).toBe('next');
    expect(positions.get('project')).toBe('ab-9');
  });

  it.each(['ab-4', 'ab-3', 'nonsense'])('passes over %s, and stays', (id) => {
    const positions = standing('ab-4');
    expect(positions.step('project', id)).toBe('seen');
    expect(positions.get('project')).toBe('ab-4');
  });

  it('sees another log, and stays', () => {
    const positions = standing('ab-4');
    expect(positions.step('project', 'cd-5')).toBe('reborn');
    expect(positions.get('project')).toBe('ab-4');
  });

  it('keeps the two logs apart', () => {
    const positions = standing('ab-4');
    expect(positions.step('workspace', 'xy-1')).toBe('next');
    expect(positions.get('project')).toBe('ab-4');
  });

  it('is behind when the log’s top lies ahead or in another log', () => {
    const positions = standing('ab-4');
    expect(positions.isBehind('project', 'ab-4')).toBe(false);
    expect(positions.isBehind('project', 'ab-5')).toBe(true);
    expect(positions.isBehind('project', 'cd-1')).toBe(true);
    expect(positions.isBehind('project', '')).toBe(false);
  });
});
