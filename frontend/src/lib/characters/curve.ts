import type { Loss } from '$lib/api';

/** An SVG path through the losses: step 0 to `total` over `width`, 0 to the highest loss over `height`. */
export function curve(losses: readonly Loss[], total: number, width: number, height: number): string {
  const top = Math.max(...losses.map(({ loss }) => loss), Number.MIN_VALUE);
  const points = losses.map(({ step, loss }) => {
    const x = (step / Math.max(total, 1)) * width;
    const y = height - (loss / top) * height * HEADROOM;
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return points.length ? `M${points.join('L')}` : '';
}

const HEADROOM = 0.95;
