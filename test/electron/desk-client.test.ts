import { afterEach, describe, expect, test, vi } from 'vitest';
import { NotaryError } from '../../core/errors.ts';
import type { NotaryEvent } from '../../electron/api.ts';
import { DeskClient, type DeskClientOptions } from '../../electron/desk-client.ts';
import type { HostedDesk } from '../../electron/host/messages.ts';
import type { DeskSurroundings } from '../../electron/host/serve.ts';
import { ok } from '../../electron/results.ts';
import { emptyStatus, fakeDesk } from '../fakes/desk.ts';
import { FakeHost } from './host-pair.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

function makeClient(open: (surroundings: DeskSurroundings) => Promise<HostedDesk>, more?: Partial<DeskClientOptions>) {
  const hosts: FakeHost[] = [];
  const events: NotaryEvent[] = [];
  const client = new DeskClient({
    spawn: () => {
      const host = new FakeHost(open);
      hosts.push(host);
      return host;
    },
    host: () => ({ home: '/home/clerk/desk', version: '1.2.3', oldRuntime: false, language: 'zh' }),
    emit: (event) => events.push(event),
    answerKey: async () => ok(false),
    readers: { hear: () => {}, endAll: () => {} },
    ...more,
  });
  return { client, hosts, events };
}

function startClient(...args: Parameters<typeof makeClient>) {
  const made = makeClient(...args);
  made.client.start();
  return made;
}

const silent = () => vi.spyOn(console, 'error').mockImplementation(() => {});

describe('calls', () => {
  test('are answered with what the desk gave, each its own', async () => {
    const { client } = startClient(async () =>
      fakeDesk({
        certificate: async (id) => {
          // the first is answered last
          if (id === 'a') await new Promise((resolve) => setTimeout(resolve, 20));
          return new TextEncoder().encode(id);
        },
      }),
    );
    const [a, b] = await Promise.all([client.call('certificate', 'a'), client.call('certificate', 'b')]);
    expect([a, b]).toEqual([ok(new TextEncoder().encode('a')), ok(new TextEncoder().encode('b'))]);
  });

  test('carry the errors of the notary with code and details, and hide defects', async () => {
    const log = silent();
    const { client } = startClient(async () =>
      fakeDesk({
        seal: () => {
          throw new NotaryError('rolled-back', 'older than what was signed', { size: 7 });
        },
        trust: () => {
          throw new TypeError('secret of /home/clerk');
        },
      }),
    );
    expect(await client.call('seal')).toEqual({
      ok: false,
      error: { code: 'rolled-back', message: 'older than what was signed', details: { size: 7 } },
    });
    const defect = await client.call('trust');
    expect(defect).toMatchObject({ ok: false, error: { code: 'internal', details: {} } });
    expect(JSON.stringify(defect)).not.toContain('secret');
    expect(log).toHaveBeenCalledOnce();
  });

  test('fail with the reason for which the desk could not be opened', async () => {
    const { client } = startClient(async () => {
      throw new NotaryError('home-locked', 'another process holds it', { pid: 12 });
    });
    expect(await client.call('status')).toMatchObject({ ok: false, error: { code: 'home-locked' } });
  });
});

test('the first call starts the process, and starting it again does nothing', async () => {
  const { client, hosts } = makeClient(async () => fakeDesk());
  expect(await client.call('status')).toEqual(ok(emptyStatus));
  client.start();
  expect(hosts).toHaveLength(1);
});

test('the desk is told its home, version and language', async () => {
  const seen: DeskSurroundings['options'][] = [];
  const { client } = startClient(async ({ options }) => {
    seen.push(options);
    return fakeDesk();
  });
  await client.call('status');
  expect(seen).toEqual([{ home: '/home/clerk/desk', version: '1.2.3', oldRuntime: false, language: 'zh' }]);
});

describe('key store', () => {
  const open = async ({ keychain }: DeskSurroundings) =>
    fakeDesk({ certificate: async (id) => await keychain.wrap(new TextEncoder().encode(id)) });

  test('bytes go to the main process and come back', async () => {
    const { client } = startClient(open, { answerKey: async ({ bytes }) => ok(bytes.map((byte) => byte ^ 0xff)) });
    expect(await client.call('certificate', 'A')).toEqual(ok(new Uint8Array([0x41 ^ 0xff])));
  });

  test('a refusal keeps its code', async () => {
    const { client } = startClient(open, {
      answerKey: async () => ({ ok: false, error: { code: 'key-locked', message: 'no', details: {} } }),
    });
    expect(await client.call('certificate', 'A')).toMatchObject({ ok: false, error: { code: 'key-locked' } });
  });
});

describe('a process that ends', () => {
  test('fails its calls, is started once more and says so', async () => {
    silent();
    const { client, hosts, events } = startClient(async () => fakeDesk({ seal: () => new Promise(() => {}) }));
    const waiting = client.call('seal');
    await client.call('status');
    hosts[0]?.end(139);
    expect(await waiting).toMatchObject({ ok: false, error: { details: { reason: 'desk-stopped', restarted: 1 } } });
    expect(await client.call('status')).toEqual(ok(emptyStatus));
    expect(hosts).toHaveLength(2);
    await vi.waitFor(() => expect(events.map((event) => event.kind)).toEqual(['problem', 'status', 'records']));
  });

  test('a second time stays down, and calls fail at once', async () => {
    silent();
    const { client, hosts, events } = startClient(async () => fakeDesk());
    for (const round of [0, 1]) {
      await client.call('status');
      hosts[round]?.end(1);
      await vi.waitFor(() => expect(events.filter((event) => event.kind === 'problem')).toHaveLength(round + 1));
    }
    expect(hosts).toHaveLength(2);
    expect(await client.call('status')).toMatchObject({ ok: false, error: { details: { restarted: 0 } } });
  });
});

describe('stop', () => {
  test('lets the desk close first', async () => {
    const close = vi.fn(() => {});
    const { client, hosts, events } = startClient(async () => fakeDesk({ close }));
    await client.call('status');
    await client.stop();
    expect(close).toHaveBeenCalledOnce();
    expect(hosts[0]?.killed).toBe(false);
    expect(events).toEqual([]);
  });

  test('ends a desk that does not close', async () => {
    const { client, hosts } = startClient(async () => fakeDesk({ close: () => new Promise(() => {}) }));
    await client.call('status');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const stopped = client.stop();
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
    await stopped;
    expect(hosts[0]?.killed).toBe(true);
  });

  test('has nothing to do before the start and after the end', async () => {
    const { client } = makeClient(async () => fakeDesk());
    await client.stop();
    await client.call('status');
    await client.stop();
    await client.stop();
  });
});
