import { type Asset, sentence } from '$lib/api';
import { sendResumable } from '$lib/api/resumable';
import { type Sending, sendFile } from '$lib/api/upload';

import type { Assets, Shelf } from './assets.svelte';

export type UploadStatus = 'uploading' | 'processing' | 'completed' | 'failed';

/** Each file travels alone, so that each has its own bar and can be cancelled; this many at a time. */
const AT_ONCE = 3;
/** Bytes; what is larger can be resumed. */
const LARGE = 8 * 1024 * 1024;

/** One file on its way: sent by this page, then finished by a worker. */
export class Upload {
  readonly id = crypto.randomUUID();
  readonly file: File;
  readonly shelf: Shelf;
  #assets: Assets;
  #sending: Sending | null = null;
  #assetId = $state<string | null>(null);
  #refusal = $state<string | null>(null);
  sent = $state(0);

  asset = $derived.by(() => (this.#assetId ? this.#assets.get(this.#assetId) : undefined));
  status = $derived.by<UploadStatus>(() => {
    if (this.#refusal || this.asset?.status === 'failed') return 'failed';
    if (!this.#assetId) return 'uploading';
    return this.asset?.status === 'ready' ? 'completed' : 'processing';
  });
  error = $derived(this.#refusal ?? this.asset?.reason ?? null);
  /** Percent of the bytes sent. */
  progress = $derived.by(() => (this.file.size ? Math.min(100, (100 * this.sent) / this.file.size) : 100));

  constructor(file: File, shelf: Shelf, assets: Assets) {
    this.file = file;
    this.shelf = shelf;
    this.#assets = assets;
  }

  async send(projectId: string): Promise<void> {
    if (this.#refusal) return;
    const send = this.file.size > LARGE ? sendResumable : sendFile;
    this.#sending = send(projectId, this.shelf, this.file, (bytes) => (this.sent = bytes));
    try {
      this.#accepted(await this.#sending.done);
    } catch (error) {
      this.#refusal = sentence(error);
    }
  }

  cancel(): void {
    this.#refusal = 'The upload was cancelled.';
    this.#sending?.abort();
  }

  #accepted([asset]: Asset[]): void {
    if (!asset) return;
    this.#assets.put(asset);
    this.#assetId = asset.id;
  }
}

/** What this page sends or has sent. */
export class Uploads {
  all = $state<Upload[]>([]);
  active = $derived(this.all.filter((upload) => upload.status === 'uploading' || upload.status === 'processing'));
  #waiting: Upload[] = [];
  #travelling = 0;
  #projectId: string;
  #assets: Assets;

  constructor(projectId: string, assets: Assets) {
    this.#projectId = projectId;
    this.#assets = assets;
  }

  add(files: Iterable<File>, shelfOf: (file: File) => Shelf): void {
    const added = [...files].map((file) => new Upload(file, shelfOf(file), this.#assets));
    this.all = [...added, ...this.all];
    this.#waiting.push(...added);
    while (this.#travelling < AT_ONCE && this.#waiting.length) void this.#travel();
  }

  dismiss(upload: Upload): void {
    this.all = this.all.filter((other) => other !== upload);
  }

  async #travel(): Promise<void> {
    this.#travelling += 1;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) await next.send(this.#projectId);
    this.#travelling -= 1;
  }
}
