import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { FakeBackend, problem } from '../../test/backend';
import { anAsset } from '../../test/records';
import { FakeRequest } from '../../test/request';
import { Assets, found, shelfFor } from './assets.svelte';
import { Uploads } from './uploads.svelte';

describe('shelfFor', () => {
  it('puts sound to the music, and the rest on the open shelf', () => {
    expect(shelfFor({ type: 'audio/wav' }, 'locations')).toBe('music');
    expect(shelfFor({ type: 'image/png' }, 'locations')).toBe('locations');
    expect(shelfFor({ type: 'image/png' }, 'music')).toBe('styles');
  });
});

describe('Assets', () => {
  it('leaves takes to the takes', async () => {
    new FakeBackend().on('GET /projects/p1/assets', { body: [anAsset(), anAsset({ id: 'r', asset_type: 'renders' })] });
    const assets = new Assets('p1');
    await assets.load();
    expect(assets.all.map(({ id }) => id)).toEqual(['a1']);
    expect(assets.of('locations')).toEqual([]);
  });

  it('never takes a finished asset for one in work', () => {
    const assets = new Assets('p1');
    assets.put(anAsset({ status: 'ready' }));
    assets.put(anAsset({ status: 'processing' }));
    expect(assets.get('a1')?.status).toBe('ready');
  });
});

it('is found by words of its name and type', () => {
  const all = [anAsset({ id: 'a1', name: 'Harbour dusk.png' }), anAsset({ id: 'a2', name: 'song', mime: 'audio/wav' })];
  expect(found(all, 'dusk HARB').map(({ id }) => id)).toEqual(['a1']);
  expect(found(all, 'audio').map(({ id }) => id)).toEqual(['a2']);
  expect(found(all, ' ')).toHaveLength(2);
});

describe('an asset', () => {
  const AT = '/projects/p1/assets/a1';
  let backend: FakeBackend;
  let assets: Assets;

  beforeEach(() => {
    backend = new FakeBackend();
    assets = new Assets('p1');
    assets.put(anAsset());
  });

  it('is called what its new name was stored as', async () => {
    backend.on(`PATCH ${AT}`, { body: anAsset({ name: 'pier (2).png' }) });
    await assets.change('a1', { name: 'pier.png' });
    expect(assets.get('a1')?.name).toBe('pier (2).png');
  });

  it('stays when it can not be deleted', async () => {
    backend.on(`DELETE ${AT}`, problem(503, 'unavailable', 'The studio is busy.'));
    await expect(assets.delete('a1')).rejects.toThrow('The studio is busy.');
    expect(assets.get('a1')).toBeDefined();
    backend.on(`DELETE ${AT}`, {});
    await assets.delete('a1');
    expect(assets.get('a1')).toBeUndefined();
  });
});

describe('an upload', () => {
  let assets: Assets;
  let uploads: Uploads;

  beforeEach(() => {
    vi.stubGlobal('XMLHttpRequest', FakeRequest);
    FakeRequest.all = [];
    assets = new Assets('p1');
    uploads = new Uploads('p1', assets);
  });

  afterEach(() => void vi.unstubAllGlobals());

  function send(...names: string[]): void {
    uploads.add(
      names.map((name) => new File(['12345678'], name)),
      () => 'characters',
    );
  }

  it('is sent, then finished by a worker', async () => {
    send('mara.png');
    const [upload] = uploads.all;
    FakeRequest.all[0]?.sends(4);
    expect([upload?.status, upload?.progress]).toEqual(['uploading', 50]);
    FakeRequest.all[0]?.answers(200, [anAsset({ status: 'processing' })]);
    await vi.waitFor(() => expect(upload?.status).toBe('processing'));
    assets.put(anAsset({ status: 'ready' }));
    expect(upload?.status).toBe('completed');
    expect(uploads.active).toEqual([]);
  });

  it('is finished even when the worker was faster than the answer', async () => {
    send('mara.png');
    assets.put(anAsset({ status: 'ready' }));
    FakeRequest.all[0]?.answers(200, [anAsset({ status: 'processing' })]);
    await vi.waitFor(() => expect(uploads.all[0]?.status).toBe('completed'));
  });

  it('says why it was refused', async () => {
    send('.gitattributes');
    FakeRequest.all[0]?.answers(422, {
      status: 422,
      code: 'file_name_invalid',
      detail: 'Invalid file name.',
      errors: [],
    });
    await vi.waitFor(() => expect(uploads.all[0]?.status).toBe('failed'));
    expect(uploads.all[0]?.error).toBe('Invalid file name.');
  });

  it('can be cancelled on its way and before it', async () => {
    send('1', '2', '3', '4');
    uploads.all.forEach((upload) => upload.cancel());
    await vi.waitFor(() => expect(uploads.all.map(({ status }) => status)).toEqual(Array(4).fill('failed')));
    expect(FakeRequest.all).toHaveLength(3);
  });

  it('waits while three others travel', async () => {
    send('1', '2', '3', '4');
    expect(FakeRequest.all).toHaveLength(3);
    FakeRequest.all[0]?.answers(200, [anAsset()]);
    await vi.waitFor(() => expect(FakeRequest.all).toHaveLength(4));
  });
});
