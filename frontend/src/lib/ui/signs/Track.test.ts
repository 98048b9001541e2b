// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';

import Meter from './Meter.svelte';
import ProgressBar from './ProgressBar.svelte';

afterEach(cleanup);

it('measures how much of something is used', () => {
  render(Meter, { value: 30, max: 40, label: 'Memory' });
  expect(screen.getByRole('meter', { name: 'Memory' }).getAttribute('aria-valuenow')).toBe('75');
});

it('never shows more than there is, and nothing of nothing', () => {
  render(Meter, { value: 50, max: 40, label: 'Disk' });
  render(Meter, { value: 1, max: 0, label: 'Nothing' });
  const shown = screen.getAllByRole('meter').map((meter) => meter.getAttribute('aria-valuenow'));
  expect(shown).toEqual(['100', '0']);
});

it('names no value while the length of the work is not known', () => {
  render(ProgressBar, { label: 'Take' });
  expect(screen.getByRole('progressbar', { name: 'Take' }).hasAttribute('aria-valuenow')).toBe(false);
});
