import { expect, it } from 'vitest';

import { Player } from './player.svelte';

const player = () => new Player({ frames: 48, fps: 24 });

it('plays at the rate of the cut and stops at its end', () => {
  const playing = player();
  playing.toggle();
  playing.advance(1000);
  expect(playing.frame).toBe(24);
  playing.advance(1000);
  expect([playing.frame, playing.speed]).toEqual([47, 0]);
});

it('begins anew where it stands at the end', () => {
  const playing = player();
  playing.seek(47);
  playing.toggle();
  expect(playing.frame).toBe(0);
});

it('doubles its speed with each press, and turns round', () => {
  const playing = player();
  playing.shuttle(1);
  playing.shuttle(1);
  expect(playing.speed).toBe(2);
  playing.shuttle(-1);
  expect(playing.speed).toBe(-1);
});

it('goes round between two marks', () => {
  const playing = player();
  playing.seek(10);
  playing.mark('from');
  playing.seek(20);
  playing.mark('to');
  playing.toggle();
  playing.advance(500);
  expect([playing.frame, playing.speed]).toEqual([10, 1]);
});

it('forgets a mark that the other one passes', () => {
  const playing = player();
  playing.mark('to');
  playing.seek(20);
  playing.mark('from');
  expect([playing.from, playing.to]).toEqual([20, null]);
});

it('never leaves the cut', () => {
  const playing = player();
  playing.seek(-5);
  expect(playing.frame).toBe(0);
  playing.seek(500);
  expect(playing.frame).toBe(47);
});
