/** Several nodes asked for one administrator: the one that is furthest counts, unless all are still catching up. */
import { expect, test } from 'vitest';
import { NotaryError } from '../../core/errors.ts';
import { canonicalBytes, type Json } from '../../core/formats/canonical.ts';
import { askAll, describeChain } from '../../core/node/member/nodes.ts';
import { epochsOf } from '../../core/node/member/registry.ts';
import { CHAIN, member, newState } from './support/consortium.ts';

const keys = [1, 2, 3, 4].map((number) => member(number));

/** A node at a height; null for one that does not answer. */
function node(height: number | null, catchingUp = false) {
  const away = new NotaryError('anchor-unavailable', 'away');
  const chain = {
    chain: CHAIN,
    height: height ?? 0,
    members: keys.map((one) => one.member),
    epochs: epochsOf(newState(keys)),
    logs: [],
    nextDecision: 1,
    history: 0,
  };
  const status = { chain: CHAIN, moniker: '', version: '', height: height ?? 0, time: '', catchingUp };
  return {
    endpoint: { url: `http://127.0.0.1:${height}`, ca: null },
    status: () => (height === null ? Promise.reject(away) : Promise.resolve(status)),
    query: async () => ({ code: 0, log: '', value: canonicalBytes(chain as unknown as Json), height: height ?? 0 }),
  };
}

test('the furthest node tells the chain, whoever is away or behind', async () => {
  expect((await describeChain([node(3), node(null), node(9), node(5)])).height).toBe(9);
});

test('nodes that are all catching up tell nothing; one that is not is enough', async () => {
  await expect(describeChain([node(7, true)])).rejects.toMatchObject({ code: 'anchor-unavailable' });
  await expect(describeChain([node(7, true), node(2, true)])).rejects.toThrow(/catching up/);
  expect((await describeChain([node(7, true), node(7)])).height).toBe(7);
  expect((await describeChain([node(7, true), node(6)])).height).toBe(7);
  expect((await describeChain([node(7, true), node(8)])).height).toBe(8);
});

test('when nobody answers, the first one says why', async () => {
  await expect(describeChain([node(null)])).rejects.toMatchObject({ code: 'anchor-unavailable' });
  expect(await askAll([1, 2, 3], async (one) => (one === 2 ? Promise.reject(new Error('no')) : one))).toEqual([1, 3]);
});
