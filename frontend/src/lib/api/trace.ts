/**
 * Where a trace begins: with what somebody does in the page. All that it leads to, through the backend and the queue to
 * the take, carries the same first number (W3C Trace Context).
 */
export function traceparent(): string {
  return `00-${hex(16)}-${hex(8)}-01`;
}

function hex(bytes: number): string {
  const drawn = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(drawn, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
