import { expect, it } from 'vitest';

import { aNewShot, anAgentTask, aProposed } from '../../test/crew';
import { accepting, described, rivals, shown, standing, subject, summed } from './words';

function value(field: string, after: string | number | string[]): string {
  const { change } = aProposed({ field, after });
  return change.kind === 'rewrite' ? shown(change, change.after, (id) => `<${id}>`) : '';
}

it('says how a task stands', () => {
  expect(standing(anAgentTask())).toBe('2 open');
  expect(standing(anAgentTask({ counts: { accepted: 2 } }))).toBe('');
  expect(standing(anAgentTask({ status: 'pending' }))).toBe('waits');
  expect(standing(anAgentTask({ status: 'processing' }))).toBe('at work');
  expect(standing(anAgentTask({ status: 'failed' }))).toBe('failed');
  expect(summed({ open: 1, accepted: 2, refused: 0 })).toBe('1 open · 2 accepted');
});

it('shows each value as it is read', () => {
  expect(value('duration', 4.5)).toBe('4.5 s');
  expect(value('character_ids', ['a', 'b'])).toBe('<a>, <b>');
  expect(value('characters', ['Nora'])).toBe('Nora');
  expect(value('look', 'rain')).toBe('rain');
});

it('names what is changed', () => {
  expect(subject(aProposed({ field: 'time_of_day' }).change)).toBe('Time of day');
  expect(subject(aNewShot())).toBe('New shot');
  expect(described(aNewShot())).toBe('Close-up · Nora listens. · 2 s');
  expect(accepting(0)).toBe('Accept selected');
  expect(accepting(2)).toBe('Accept 2 changes');
});

it('finds second proposals for one field', () => {
  const changes = [aProposed(), aProposed({ id: '2' }), aProposed({ id: '3', field: 'look' })];
  expect(rivals(changes)).toEqual(['2']);
});
