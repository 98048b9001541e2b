import ReconnectingWebSocket from 'reconnecting-websocket';

import { type Event, type Message, sentence } from '$lib/api';

import { patient } from './patient';
import { type Log, Positions } from './positions';

/** paused: cut, and trying again. gone: the project does not exist. */
export type ConnectionState = 'connecting' | 'live' | 'paused' | 'gone';

export interface Audience {
  /** Called in order, once for each event. */
  apply: (event: Event) => void;
  /** Fetches the snapshots again; events that come meanwhile are applied after it. */
  refetch: () => Promise<void>;
  /** Called when a socket ends before it was greeted: nobody is there, or it wants a session. */
  turnedAway: () => void;
}

export interface Target {
  /** `ws://host:port` */
  origin: string;
  /** null for the workspace alone. */
  projectId: string | null;
}

const UNKNOWN_PROJECT = 4404;
const TRY_AGAIN = 1013;
/** The backend speaks every 30 s at the least. */
const SILENCE = 45_000;
/** A heartbeat may overtake an event that is being written to this socket. */
const GRACE = 2000;

/** One socket, kept open: resumes where it stood, notices silence and loss, and asks for snapshots when it must. */
export class Connection {
  state = $state<ConnectionState>('connecting');
  /** Why it is paused, where the studio says so. */
  trouble = $state<string | null>(null);

  #target: Target;
  #audience: Audience;
  #positions = new Positions();
  #socket: ReconnectingWebSocket;
  #held: Event[] | null = null;
  #greeted = false;
  #glanced = false;
  #heardAt = Date.now();
  #silence: ReturnType<typeof setTimeout> | undefined;
  #doubt: ReturnType<typeof setTimeout> | undefined;

  constructor(target: Target, audience: Audience, socketClass: typeof WebSocket = WebSocket) {
    this.#target = target;
    this.#audience = audience;
    // The smallest delay differs from tab to tab, so that a restart is not met by all of them at once.
    const minReconnectionDelay = 300 + Math.random() * 700;
    this.#socket = new ReconnectingWebSocket(() => this.url(), undefined, {
      WebSocket: patient(socketClass),
      startClosed: true,
      minReconnectionDelay,
      maxReconnectionDelay: 3000,
      reconnectionDelayGrowFactor: 1.6,
      maxEnqueuedMessages: 0,
    });
    this.#socket.onmessage = ({ data }: MessageEvent<string>) => this.#receive(JSON.parse(data) as Event | Message);
    this.#socket.onclose = ({ code }) => this.#closed(code);
  }

  /** Returns what closes it. */
  open(): () => void {
    this.#socket.reconnect();
    const wake = () => this.#wake();
    window.addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    return () => {
      window.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
      this.#stop();
    };
  }

  /** At once, without waiting for the next try. */
  retry(): void {
    this.#socket.reconnect();
  }

  url(): string {
    const { origin, projectId } = this.#target;
    const [own, other] = projectId ? (['project', 'workspace'] as const) : (['workspace'] as const);
    const positions = {
      last_event_id: this.#positions.get(own),
      last_workspace_event_id: other && this.#positions.get(other),
    };
    const query = new URLSearchParams(Object.entries(positions).flatMap(([name, id]) => (id ? [[name, id]] : [])));
    return `${origin}/ws/${projectId ?? 'workspace'}?${query}`;
  }

  #receive(message: Event | Message): void {
    this.#heardAt = Date.now();
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#socket.reconnect(), SILENCE);
    if ('id' in message) this.#take(message);
    else this.#hear(message);
  }

  #take(event: Event): void {
    const verdict = this.#positions.step(event.project_id === null ? 'workspace' : 'project', event.id);
    if (verdict === 'next') this.#pass(event);
    if (verdict === 'reborn') this.#socket.reconnect();
  }

  #pass(event: Event): void {
    if (this.#held) this.#held.push(event);
    else this.#audience.apply(event);
  }

  #hear(message: Message): void {
    if (message.type === 'connection.established') void this.#established(message.data);
    if (message.type === 'system.heartbeat') this.#compare(message.data);
    if (message.type === 'connection.closed' && message.data.code === TRY_AGAIN) this.trouble = message.data.reason;
  }

  async #established(position: Positioned & { recovered: boolean }): Promise<void> {
    this.#greeted = true;
    if (!position.recovered || !this.#positions.get('workspace')) {
      this.#stand(position);
      if (!(await this.#refetch())) return;
    }
    this.state = 'live';
    this.trouble = null;
  }

  /** False when the snapshots could not be had, or another handshake has begun meanwhile. */
  async #refetch(): Promise<boolean> {
    const held: Event[] = [];
    this.#held = held;
    try {
      await this.#audience.refetch();
    } catch (error) {
      if (this.#held === held) this.#startOver(sentence(error));
      return false;
    }
    if (this.#held !== held) return false;
    this.#held = null;
    held.forEach((event) => this.#audience.apply(event));
    return true;
  }

  #startOver(trouble: string): void {
    this.trouble = trouble;
    this.state = 'paused';
    this.#held = null;
    this.#positions.forget();
    this.#doubt = setTimeout(() => this.#socket.reconnect(), GRACE);
  }

  #stand(position: Positioned): void {
    if (this.#target.projectId) this.#positions.set('project', position.last_event_id);
    this.#positions.set('workspace', position.workspace_event_id);
  }

  #compare(top: Positioned): void {
    if (!this.#isBehind(top)) return;
    clearTimeout(this.#doubt);
    this.#doubt = setTimeout(() => this.#isBehind(top) && this.#socket.reconnect(), GRACE);
  }

  #isBehind(top: Positioned): boolean {
    const tops: [Log, string][] = [['workspace', top.workspace_event_id]];
    if (this.#target.projectId) tops.push(['project', top.last_event_id]);
    return tops.some(([log, id]) => this.#positions.isBehind(log, id));
  }

  #closed(code: number): void {
    if (this.state === 'gone') return;
    if (code === UNKNOWN_PROJECT) {
      this.state = 'gone';
      this.#stop();
      return;
    }
    this.state = 'paused';
    if (!this.#greeted) this.#audience.turnedAway();
    if (code === TRY_AGAIN) this.#glance();
    this.#greeted = false;
  }

  /** A page that was opened in an outage shows at least what can be read. */
  #glance(): void {
    if (this.#glanced || this.#positions.get('workspace')) return;
    this.#glanced = true;
    this.#audience.refetch().catch(() => undefined);
  }

  #wake(): void {
    // Timers stand still while the machine sleeps, the clock does not.
    const silent = Date.now() - this.#heardAt > SILENCE;
    if (document.visibilityState === 'visible' && (silent || this.state === 'paused')) this.#socket.reconnect();
  }

  #stop(): void {
    clearTimeout(this.#silence);
    clearTimeout(this.#doubt);
    this.#socket.onclose = null;
    this.#socket.close();
  }
}

interface Positioned {
  last_event_id: string;
  workspace_event_id: string;
}
