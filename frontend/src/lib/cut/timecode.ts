/** `00:01:04:12`: frames counted without a drop. */
export function timecode(frame: number, fps: number): string {
  const base = Math.max(1, Math.round(fps));
  const seconds = Math.floor(frame / base);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frame % base];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
