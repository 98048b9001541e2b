/** An XMLHttpRequest that a test drives. */
export class FakeRequest {
  static all: FakeRequest[] = [];

  readonly upload: { onprogress?: (event: { loaded: number }) => void } = {};
  status = 0;
  response: unknown = null;
  responseType = '';
  withCredentials = false;
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;

  constructor() {
    FakeRequest.all.push(this);
  }

  open(): void {
    return;
  }

  send(): void {
    return;
  }

  abort(): void {
    this.onabort?.();
  }

  sends(loaded: number): void {
    this.upload.onprogress?.({ loaded });
  }

  answers(status: number, response: unknown): void {
    this.status = status;
    this.response = response;
    this.onload?.();
  }
}
