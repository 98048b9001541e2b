/** A socket that, closed while it connects, is so as soon as it has: browsers complain of one that is cut short, and
 * whoever leaves a page early did nothing wrong. Nothing that comes after is heard. */
export function patient(Socket: typeof WebSocket): typeof WebSocket {
  return class extends Socket {
    override close(code?: number, reason?: string): void {
      if (this.readyState === Socket.CONNECTING)
        this.addEventListener('open', () => super.close(code, reason), { once: true });
      else super.close(code, reason);
    }
  };
}
