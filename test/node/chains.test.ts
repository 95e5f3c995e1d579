/** The chains of a desk without a network: bringing in, asking, what refuses or is away is told, and what is not required. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { consortiumFileBytes } from '../../core/node/cometbft/consortium-file.ts';
import { parseRegistrationRequest } from '../../core/node/cometbft/registration-request.ts';
import { quorumFault } from '../../core/node/desk/chains.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import { DeskService } from '../../core/node/desk/service.ts';
import type { DeskEvent } from '../../core/node/desk/types.ts';
import { wordsFor } from '../../core/words/words.ts';
import { hostedDesk } from '../../electron/host/answers.ts';
import { consortiumOf, writeConsortium } from '../consortium/support/consortium-file.ts';
import { type Belief, fakeNode } from '../consortium/support/node.ts';
import { notary, notaryJson, scratch } from './support/cli.ts';

const dir = scratch('chains-');
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

let count = 0;
const holder = { name: 'Harbour Trading', creditCode: null, operator: null };

async function newDesk() {
  const events: DeskEvent[] = [];
  count += 1;
  const home = join(dir, `home-${count}`);
  const options = {
    home,
    version: '9.9.9',
    oldRuntime: false,
    program: 'test',
    emit: (e: DeskEvent) => events.push(e),
  };
  const { desk } = await Desk.init(options, { language: 'en', holder });
  ends.push(() => desk.close());
  return { desk, home, events };
}

/** A consortium file whose four members all believe the same; the first `away` of them are gone. */
async function consortium(belief: Belief, away = 0): Promise<string> {
  const nodes = await Promise.all(Array.from({ length: 4 }, () => fakeNode(belief)));
  ends.push(() => Promise.all(nodes.slice(away).map((node) => node.end())));
  await Promise.all(nodes.slice(0, away).map((node) => node.end()));
  count += 1;
  return writeConsortium(
    join(dir, `${count}.consortium.json`),
    nodes.map(({ url }) => url),
  );
}

async function takeIn(desk: Desk): Promise<string> {
  count += 1;
  const path = join(dir, `${count}.txt`);
  writeFileSync(path, path);
  const [item] = await desk.intake({ paths: [path], again: false }).done;
  return item?.recordId ?? '';
}

const add = (desk: Desk, path: string, required = true) =>
  desk.chains.add({ paths: [path], answers: { texts: {}, files: {} }, fingerprint: null, typed: null, required });

describe('a chain that confirms nothing', () => {
  it('because its members are away: said wherever the desk is, also while nothing waits', async () => {
    const { desk, events } = await newDesk();
    const { name } = add(desk, await consortium({ latest: null }, 4));
    expect(desk.status().chain).toEqual({ name, waiting: 0, problem: null });
    await desk.chains.health(name);
    const away = { code: 'anchor-unavailable', details: { reason: 'no-quorum', answering: 0, all: 4, need: 3 } };
    expect(desk.status().chain).toMatchObject({ waiting: 0, problem: away });
    const told = events.flatMap((event) => (event.kind === 'status' && event.status.ready ? [event.status.chain] : []));
    expect(told.at(-1)?.problem).toMatchObject(away);
  });

  it('because its members are away: an open desk asks by itself, and sees that they are back', async () => {
    const { desk, home } = await newDesk();
    const nodes = await Promise.all(Array.from({ length: 4 }, () => fakeNode({ latest: null, tells: true })));
    ends.push(() => Promise.all(nodes.map((node) => node.end())));
    const urls = nodes.map(({ url }) => url);
    add(desk, writeConsortium(join(dir, 'idle.consortium.json'), urls));
    await desk.close();
    for (const node of nodes.slice(0, 2)) node.away(true);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    ends.unshift(async () => void vi.useRealTimers());
    const options = { home, version: '9.9.9', oldRuntime: false, program: 'test', chance: () => 0.5 };
    const idle = await Desk.open({ ...options, resident: true });
    ends.push(() => idle.close());
    const shows = (problem: object | null) =>
      vi.waitFor(() => expect(idle.status().chain).toMatchObject({ waiting: 0, problem }), 20_000);
    await shows(null);
    await vi.advanceTimersByTimeAsync(31_000);
    await shows({ code: 'anchor-unavailable', details: { reason: 'no-quorum', answering: 2, all: 4, need: 3 } });
    for (const node of nodes) node.away(false);
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    await shows(null);
  });

  it('is not brought in with names that are not what they look like', async () => {
    const { desk } = await newDesk();
    const file = consortiumOf([1, 2, 3, 4].map((number) => `http://127.0.0.1:${number}`));
    const path = join(dir, 'unclear.consortium.json');
    const name = 'Test\u00a0consortium';
    writeFileSync(path, consortiumFileBytes({ ...file, trust: { ...file.trust, name } }));
    const details = { reason: 'unclear-names', names: 'Test\\u{A0}consortium' };
    expect(() => add(desk, path)).toThrow(expect.objectContaining({ code: 'bad-input', details }));
    expect([desk.chains.list(), desk.verification.trust().length]).toEqual([[], 1]);
  });

  it.each([
    [4, null],
    [3, null],
    [2, 2],
    [0, 0],
  ])('where %i of 4 members answer and 3 must sign', (answers, answering) => {
    const members = Array.from({ length: 4 }, () => ({ organisation: 'A', url: 'https://a.example' }));
    const health = members.map((_, i) => ({ reachable: i < answers }));
    const fault = quorumFault({ quorum: { need: 3, all: 4 }, members }, health);
    expect(fault?.details.answering ?? null).toBe(answering);
    expect(quorumFault({ quorum: null, members }, health)).toBeNull();
  });

  it('because nobody registered the desk: told in words that say what to do, and the record waits', async () => {
    const { desk, events } = await newDesk();
    add(desk, await consortium({ latest: null }));
    const id = await takeIn(desk);
    await desk.seal();
    expect(desk.record(id).state).toBe('sealed');
    const [chain] = desk.chains.list();
    expect(chain?.problem).toMatchObject({ code: 'anchor-refused', details: { reason: 'unknown-log' } });
    const told = events.filter(({ kind }) => kind === 'problem');
    await desk.seal();
    expect(events.filter(({ kind }) => kind === 'problem')).toEqual(told);
    expect(told).toHaveLength(1);
    const said = wordsFor('en').error('anchor-refused', { reason: 'unknown-log' });
    expect(`${said.happened} ${said.next}`).toMatch(/not registered this desk.*Request registration/);
  });

  it.each(['behind', 'fork'] as const)(
    'because the members know another history (%s): told, and what to do',
    async (reason) => {
      const { desk, events } = await newDesk();
      const size = { behind: 1000, fork: 1 }[reason];
      add(desk, await consortium({ latest: { size, root: new Uint8Array(32) } }));
      const id = await takeIn(desk);
      await desk.seal();
      expect(desk.record(id).state).toBe('sealed');
      const problem = { code: 'anchor-refused', details: { reason } };
      expect(desk.chains.list()[0]?.problem).toMatchObject(problem);
      expect(events.find(({ kind }) => kind === 'problem')).toMatchObject({ error: problem });
      expect(wordsFor('en').error('anchor-refused', { reason }).next).toContain('Do not seal anything here');
    },
  );

  it('because its members are away: seen beside the chain, and told to nobody who does not look', async () => {
    const { desk, events } = await newDesk();
    add(desk, await consortium({}));
    await takeIn(desk);
    await desk.seal();
    expect(desk.chains.list()[0]?.problem).toMatchObject({ code: 'anchor-unavailable' });
    expect(events.filter(({ kind }) => kind === 'problem')).toEqual([]);
    desk.chains.enable('test-1', false);
    expect(desk.chains.list()[0]).toMatchObject({ enabled: false, problem: null });
  });

  it('is not waited for when it is not required, or once it is switched off', async () => {
    const optional = await newDesk();
    add(optional.desk, await consortium({}), false);
    const first = await takeIn(optional.desk);
    await optional.desk.seal();
    expect(optional.desk.record(first).state).toBe('anchored');

    const { desk } = await newDesk();
    add(desk, await consortium({}));
    const second = await takeIn(desk);
    await desk.seal();
    expect(desk.record(second).state).toBe('sealed');
    desk.chains.enable('test-1', false);
    expect(await desk.anchored(30_000)).toBe(true);
    expect(desk.record(second).state).toBe('anchored');
  });
});

describe.each(['unknown-log', 'retired-log', 'bad-signature', 'behind', 'fork'])('a refusal for %s', (reason) => {
  it('has words of its own in both languages', () => {
    for (const language of ['zh', 'en'] as const) {
      const { error } = wordsFor(language);
      expect(error('anchor-refused', { reason }).happened).not.toBe(error('anchor-refused', {}).happened);
    }
  });
});

it('a certificate from before the anchor is offered as a final one, in the window and by the list', async () => {
  const { desk, home } = await newDesk();
  add(desk, await consortium({}));
  const id = await takeIn(desk);
  await desk.seal();
  const out = join(dir, 'provisional');
  await desk.certificates.certify([id], [], out);
  expect(desk.certificates.provisional()).toEqual([]);
  desk.chains.remove('test-1');
  expect(await desk.anchored(30_000)).toBe(true);
  await desk.close();
  const service = await DeskService.open({
    home,
    version: '9.9.9',
    oldRuntime: false,
    program: 'test',
    language: 'en',
  });
  ends.push(() => service.close());
  const offered = async () => (await hostedDesk(service).provisional()).map((row) => row.id);
  expect(await offered()).toEqual([id]);
  await hostedDesk(service).certify({ ids: [id], withhold: [], folder: out });
  expect(await offered()).toEqual([]);
});

describe('on the command line', () => {
  interface Chains {
    readonly chains: readonly { readonly name: string; readonly required: boolean; readonly enabled: boolean }[];
  }

  it('chain add, list, test, off, on, register, remove; seal --wait waits and says why; certify --final', async () => {
    const home = join(dir, 'cli');
    const cli = (...args: string[]) => notary(['--home', home, ...args], { cwd: dir });
    const json = <T>(...args: string[]) => notaryJson<T>(['--home', home, ...args], { cwd: dir });
    await cli('init', '--holder', 'Harbour Trading', '--lang', 'en');
    expect((await cli('chain', 'list')).out).toContain('No chains');
    const path = await consortium({ latest: null });

    const wrong = await json<{ error: { code: string } }>('chain', 'add', path, '--fingerprint', '0'.repeat(64));
    expect([wrong.code, wrong.json.error.code]).toEqual([70, 'trust-fingerprint']);
    const added = await json<{ chain: { name: string; compared: boolean } }>('chain', 'add', path);
    expect([added.code, added.json.chain]).toMatchObject([0, { name: 'test-1', compared: false, required: true }]);
    const { json: listed } = await json<Chains>('chain', 'list');
    expect(listed.chains).toMatchObject([{ name: 'test-1', enabled: true }]);

    // these nodes know nothing of the engine's own state
    const tested = await json<{ chains: { steps: { state: string }[] }[] }>('chain', 'test');
    expect([tested.code, tested.json.chains[0]?.steps.map(({ state }) => state)]).toEqual([
      70,
      ['failed', 'not-run', 'not-run', 'not-run', 'not-run'],
    ]);

    const request = join(dir, 'desk.json');
    expect((await cli('chain', 'register', '--out', request)).code).toBe(0);
    const read = parseRegistrationRequest(readFileSync(request), nobleCrypto);
    expect(read).toMatchObject({ organisation: 'Harbour Trading' });

    writeFileSync(join(dir, 'cli.txt'), 'contract');
    await cli('add', 'cli.txt');
    const sealed = await cli('seal', '--wait', '1');
    expect(sealed.code).toBe(30);
    expect(sealed.err).toContain('not registered this desk');
    const again = await json<{ anchored: boolean; problems: { chain: string; code: string }[] }>('seal', '--wait', '0');
    expect([again.code, again.json.anchored]).toEqual([30, false]);

    const status = await json<Chains & { counts: { sealed: number } }>('status');
    expect(status.json).toMatchObject({ counts: { sealed: 1 }, chains: [{ name: 'test-1', last: null }] });
    expect((await cli('status')).out).toMatch(
      /1 sealed and not confirmed yet[\s\S]*Chain: test-1, confirmed nothing yet/,
    );

    await cli('certify', '--all', '--out', 'out');
    expect((await cli('certify', '--final', '--out', 'out')).err).toContain('No certificates are waiting');
    expect((await cli('chain', 'off', 'test-1')).out).toContain('switched off');
    const unasked = await cli('seal', '--wait');
    expect(unasked.code).toBe(0);
    expect(unasked.err).toContain('No confirmation is required.');
    const final = await json<{ certificates: { path: string }[] }>('certify', '--final', '--out', 'final');
    expect([final.code, final.json.certificates.length]).toEqual([0, 1]);
    expect(existsSync(final.json.certificates[0]?.path ?? '')).toBe(true);

    expect((await cli('chain', 'on', 'test-1')).code).toBe(0);
    expect((await cli('chain', 'remove', 'test-1')).code).toBe(0);
    expect((await json<Chains>('chain', 'list')).json.chains).toEqual([]);
    const gone = await json<{ error: { code: string } }>('chain', 'off', 'test-1');
    expect([gone.code, gone.json.error.code]).toEqual([70, 'not-found']);
    expect((await cli('chain', 'add', path, '--optional')).out).toContain('not required');
    const same = await json<{ error: { code: string } }>('chain', 'add', path);
    expect([same.code, same.json.error.code]).toEqual([70, 'trust-exists']);
    // as after a change of members: a newer file of the same chain takes its place, and nothing else changes
    await cli('chain', 'off', 'test-1');
    const newer = await json<{ chain: object }>('chain', 'add', await consortium({}));
    expect(newer.json.chain).toMatchObject({ name: 'test-1', required: false, enabled: false });
    expect((await json<Chains>('chain', 'list')).json.chains).toHaveLength(1);
    for (const args of [
      ['chain'],
      ['chain', 'dance', 'x'],
      ['chain', 'register'],
      ['seal', '--wait', 'x'],
      ['seal', '5'],
    ])
      expect((await cli(...args)).code).toBe(64);
  });
});
