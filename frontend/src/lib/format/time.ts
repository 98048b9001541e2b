const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const withYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** How long ago, as short as it stays true: `just now`, `12 min ago`, `yesterday`, `2 Nov`. */
export function ago(iso: string, now: number): string {
  const then = new Date(iso);
  const passed = now - then.getTime();
  if (passed < MINUTE) return 'just now';
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min ago`;
  if (passed < DAY) return `${Math.floor(passed / HOUR)} h ago`;
  if (passed < 2 * DAY) return 'yesterday';
  return (then.getFullYear() === new Date(now).getFullYear() ? dayAndMonth : withYear).format(then);
}

/** The same to the second, for what was saved while one looks on. */
export function secondsAgo(time: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - time) / SECOND));
  if (seconds < 2) return 'just now';
  return seconds < 60 ? `${seconds} s ago` : ago(new Date(time).toISOString(), now);
}

/** What is left: `6 s left`, `12:40 left`, `1:02:40 left`. */
export function left(seconds: number): string {
  return `${duration(Math.max(1, Math.ceil(seconds)))} left`;
}

/** How long until then: `in 1:20`; `soon` once it is past, for a guess is no promise. */
export function inTime(iso: string, now: number): string {
  const seconds = (Date.parse(iso) - now) / SECOND;
  return seconds < 1 ? 'soon' : `in ${duration(Math.round(seconds))}`;
}

/** `6 s`, `12:40`, `1:02:40`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return seconds < 10 && !Number.isInteger(seconds) ? `${seconds.toFixed(1)} s` : `${whole} s`;
  const parts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, at) => (at === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

export function exactly(iso: string): string {
  return moment.format(new Date(iso));
}
