/** The write path over fakes: what is promised is stored first, and nothing is anchored twice. */
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { equal } from '../../core/formats/bytes.ts';
import { parseProof } from '../../core/formats/checkpoint.ts';
import { parseEvidence, parsePending } from '../../core/formats/evidence.ts';
import { consistencyProof } from '../../core/log/log.ts';
import { leafHash, verifyConsistency, verifyInclusion } from '../../core/log/merkle.ts';
import { Notary } from '../../core/notary.ts';
import { parseRecord } from '../../core/records/index.ts';
import { verify } from '../../core/verification/verify.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { accept, sampleBundle } from './support/evidence.ts';
import { file, makeNotary } from './support/notary.ts';
import { outcome } from './support/outcome.ts';

const files = (count: number, from = 0) => Array.from({ length: count }, (_, i) => file(`file ${from + i}`));

describe('intake', () => {
  it('gives every file a record of its own, numbered without gaps', () => {
    const { notary } = makeNotary();
    const added = [...notary.add(files(3)), ...notary.add(files(2, 3))];
    expect(added.map(({ record }) => record.seq)).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(added.map(({ record }) => record.id)).size).toBe(5);
  });

  it('recognises known bytes, also twice in one intake, unless told to make another record', () => {
    const { notary } = makeNotary();
    const [first, twin] = notary.add([file('a'), file('a', 'copy.pdf')]);
    expect(twin).toEqual({ record: first?.record, existing: true });
    expect(notary.add([file('a')])).toMatchObject([{ existing: true }]);
    expect(notary.add([file('a'), file('a')], { again: true })).toMatchObject([
      { existing: false },
      { existing: false },
    ]);
  });

  it('makes a record of a file that replaces one, also of known bytes, but not of the very bytes that it replaces', () => {
    const { notary } = makeNotary();
    const [first, second] = notary.add([file('a'), file('b')]);
    const supersedes = first?.record.id ?? '';
    expect(notary.add([{ ...file('b'), supersedes }])).toMatchObject([{ existing: false, record: { supersedes } }]);
    expect(outcome(() => notary.add([file('c'), { ...file('a'), supersedes }]))).toBe('bad-input');
    expect(notary.add([file('b'), file('c')])).toMatchObject([{ existing: true }, { existing: false }]);
    expect(second?.record.supersedes).toBeNull();
  });

  it('goes on with an intake that was cut off: what it made is not made again, what was there before is', () => {
    const { notary, clock } = makeNotary();
    const [older] = notary.add([file('a'), file('b')]);
    const supersedes = older?.record.id ?? '';
    clock.pass(1000);
    const since = new Date(clock.now()).toISOString();
    const [made] = notary.add([file('a')], { again: true });
    const [newer] = notary.add([{ ...file('c'), supersedes }]);
    clock.pass(1000);
    const going = notary.add([file('a'), file('b')], { again: true, since });
    expect(going).toMatchObject([
      { existing: true, record: { id: made?.record.id } },
      { existing: false, record: { seq: 5 } },
    ]);
    const again = notary.add([{ ...file('c'), supersedes }], { since });
    expect(again).toMatchObject([{ existing: true, record: { id: newer?.record.id } }]);
    expect(notary.add([{ ...file('b'), supersedes }], { since })).toMatchObject([{ existing: false }]);
  });

  it('makes a new record of bytes whose record was withdrawn', () => {
    const { notary } = makeNotary();
    const [first] = notary.add([file('a')]);
    notary.withdraw(first?.record.id ?? '', 'wrong file');
    expect(notary.add([file('a')])).toMatchObject([{ existing: false, record: { seq: 2 } }]);
  });

  it('refuses facts that no verifier would accept, before anything is stored', () => {
    const { notary, store } = makeNotary();
    const wrong = { ...file('b'), facts: { title: 'a\u202eb' } };
    expect(outcome(() => notary.add([file('a'), wrong]))).toBe('malformed');
    expect(store.waiting(false, 10)).toEqual([]);
  });
});

describe('facts', () => {
  it('can be changed until they are sealed; what changes gets a new salt, what does not keeps its own', () => {
    const { notary } = makeNotary();
    const id = notary.add([file('a')])[0]?.record.id ?? '';
    const before = notary.record(id).disclosures;
    const after = notary.edit(id, { title: 'A' }).disclosures;
    const changed = after.filter(([salt], i) => salt !== before[i]?.[0]);
    expect(changed.map(([, name, value]) => [name, value])).toEqual([['title', 'A']]);
    notary.seal();
    expect(outcome(() => notary.edit(id, { title: 'B' }))).toBe('wrong-state');
    expect(outcome(() => notary.withdraw(id, 'too late'))).toBe('wrong-state');
  });

  it('of a record that is not there cannot be changed', () => {
    const { notary } = makeNotary();
    expect(outcome(() => notary.edit('017f22e2-79b0-7cc3-98c4-dc0c0c07398f', {}))).toBe('not-found');
  });
});

describe('sealing', () => {
  it('appends what waits and signs one checkpoint; with nothing waiting it does nothing', () => {
    const { notary, store } = makeNotary();
    expect(notary.seal()).toBeNull();
    notary.add(files(3));
    const sealed = notary.seal();
    expect(sealed?.checkpoint).toMatchObject({ origin: notary.origin, size: 3 });
    expect(sealed?.note.signatures).toHaveLength(1);
    expect(notary.seal()).toBeNull();
    expect(store.logSize()).toBe(3);
  });

  it('leaves out what was withdrawn or is not confirmed', () => {
    const { notary, store } = makeNotary();
    const [a, b] = notary.add(files(3)).map(({ record }) => record.id) as [string, string];
    notary.withdraw(a, 'wrong');
    store.confirm([b], true);
    expect(notary.seal(true)?.checkpoint.size).toBe(1);
    expect(notary.record(b).state).toBe('sealed');
    expect(notary.seal()?.checkpoint.size).toBe(2);
    expect(notary.record(a).state).toBe('withdrawn');
  });

  it('extends the log: every checkpoint is consistent with every earlier one', () => {
    const { notary, store } = makeNotary();
    const sealed = [1, 5, 2, 8].map((count, i) => {
      notary.add(files(count, i * 100));
      return notary.seal()?.checkpoint;
    });
    for (const older of sealed)
      for (const newer of sealed.slice(sealed.indexOf(older))) {
        if (!older || !newer) throw new Error('nothing was sealed');
        const proof = consistencyProof(older.size, newer.size, store.readNode, nobleCrypto);
        expect(verifyConsistency(older.size, newer.size, older.root, newer.root, proof, nobleCrypto)).toBe(true);
      }
  });

  it('makes a leaf of what was known at intake', () => {
    const { notary } = makeNotary();
    const id = notary.add([file('a')])[0]?.record.id ?? '';
    notary.seal();
    const record = parseRecord(notary.record(id).leaf?.bytes ?? new Uint8Array());
    expect(record).toMatchObject({
      id,
      seq: 1,
      origin: notary.origin,
      time: '2026-11-24T05:38:00.250Z',
      clock: 'synchronised',
    });
  });
});

describe('a desk whose database is behind what it signed', () => {
  const rolledBack = () => {
    const world = makeNotary();
    world.notary.add(files(3));
    world.notary.seal();
    const notary = new Notary({ ...world.parts, store: new MemoryStore() });
    notary.add(files(2, 50));
    return { ...world, notary };
  };

  it('refuses to seal, to settle and to make evidence', async () => {
    const { notary } = rolledBack();
    expect(outcome(() => notary.seal())).toBe('rolled-back');
    expect(outcome(() => notary.recover())).toBe('rolled-back');
    await expect(notary.anchorPending()).rejects.toMatchObject({ code: 'rolled-back' });
  });

  it('notices another log of the same size', () => {
    const { notary, keys } = makeNotary();
    notary.add(files(3));
    notary.seal();
    keys.raise({ size: 3, root: new Uint8Array(32) });
    notary.add(files(1, 9));
    expect(outcome(() => notary.seal())).toBe('rolled-back');
  });

  it('is not one that died between storing a checkpoint and remembering it: that one catches up', () => {
    const { notary, keys } = makeNotary();
    notary.add(files(3));
    notary.seal();
    keys.forget();
    notary.recover();
    expect(keys.highest()?.size).toBe(3);
  });
});

describe('anchoring', () => {
  it('by the embedded witness is done at once', async () => {
    const { notary } = makeNotary();
    const ids = notary.add(files(3)).map(({ record }) => record.id);
    notary.seal();
    expect(await notary.anchorPending()).toEqual([{ connector: 'embedded-witness', confirmed: 3, error: null }]);
    expect(ids.map((id) => notary.record(id).state)).toEqual(['anchored', 'anchored', 'anchored']);
  });

  it('waits for every connector', async () => {
    const { notary, outside } = makeNotary({ outside: 'witness' });
    const id = notary.add(files(1))[0]?.record.id ?? '';
    notary.seal();
    outside.troubles.push('away');
    expect(await notary.anchorPending()).toMatchObject([
      { confirmed: 1 },
      { confirmed: null, error: { code: 'anchor-unavailable' } },
    ]);
    expect(notary.record(id).state).toBe('sealed');
    expect(await notary.anchorPending()).toMatchObject([{ confirmed: null }, { confirmed: 1 }]);
    expect(notary.record(id).state).toBe('anchored');
  });

  it('asks before it sends again, so that a lost answer anchors once', async () => {
    const { notary, outside } = makeNotary({ outside: 'witness' });
    notary.add(files(1));
    notary.seal();
    outside.troubles.push('answer-lost');
    await notary.anchorPending();
    expect(await notary.anchorPending()).toMatchObject([{ confirmed: null }, { confirmed: 1, error: null }]);
    expect(outside.submissions).toBe(1);
  });

  it('sends again what never arrived, also after a restart', async () => {
    const { notary, parts, outside } = makeNotary({ outside: 'witness' });
    notary.add(files(1));
    notary.seal();
    outside.troubles.push('away', 'away');
    await notary.anchorPending();
    const restarted = new Notary(parts);
    await restarted.anchorPending();
    await restarted.anchorPending();
    expect(outside.submissions).toBe(3);
    expect(outside.signed).toBe(1);
  });

  it('clears the whole queue with the newest checkpoint when a chain was away', async () => {
    const { notary, outside } = makeNotary({ outside: 'witness' });
    outside.troubles.push('refuses');
    const ids = [0, 10, 20].flatMap((from) => {
      const added = notary.add(files(2, from)).map(({ record }) => record.id);
      notary.seal();
      return added;
    });
    await notary.anchorPending();
    await notary.anchorPending();
    expect(outside.signed).toBe(1);
    expect(ids.map((id) => notary.record(id).state)).toEqual(Array(6).fill('anchored'));
  });

  it('twice does nothing the second time', async () => {
    const { notary, outside } = makeNotary({ outside: 'witness' });
    notary.add(files(1));
    notary.seal();
    await notary.anchorPending();
    expect(await notary.anchorPending()).toMatchObject([
      { confirmed: null, error: null },
      { confirmed: null, error: null },
    ]);
    expect(outside.submissions).toBe(1);
  });
});

describe('evidence', () => {
  it('of every record proves into its checkpoint', () => {
    const { notary } = makeNotary();
    const ids = notary.add(files(13)).map(({ record }) => record.id);
    notary.seal();
    for (const id of ids) {
      const { record, proof } = notary.evidence(id);
      const { index, path, checkpoint } = parseProof(proof);
      const hash = leafHash(record, nobleCrypto);
      expect(verifyInclusion(index, checkpoint.size, hash, path, checkpoint.root, nobleCrypto)).toBe(true);
    }
  });

  it('is not there before sealing, nor for a withdrawn or erased record', () => {
    const { notary, store } = makeNotary();
    const [a, b] = notary.add(files(2)).map(({ record }) => record.id) as [string, string];
    expect(outcome(() => notary.evidence(a))).toBe('wrong-state');
    notary.withdraw(a, 'wrong');
    expect(outcome(() => notary.evidence(a))).toBe('wrong-state');
    notary.seal();
    store.erase(b);
    expect(outcome(() => notary.evidence(b))).toBe('wrong-state');
  });

  it('stays with the first checkpoint that was anchored', async () => {
    const { notary } = makeNotary();
    const id = notary.add(files(1))[0]?.record.id ?? '';
    notary.seal();
    await notary.anchorPending();
    const first = notary.evidence(id);
    notary.add(files(5, 10));
    notary.seal();
    await notary.anchorPending();
    expect(equal(notary.evidence(id).proof, first.proof)).toBe(true);
  });

  it('names what is awaited while a chain has not answered, with the same bytes each time', async () => {
    const { notary, outside, clock } = makeNotary({ outside: 'chain' });
    const id = notary.add(files(1))[0]?.record.id ?? '';
    notary.seal();
    outside.troubles.push('away');
    await notary.anchorPending();
    const provisional = notary.evidence(id);
    clock.pass(1000);
    expect(notary.evidence(id)).toEqual(provisional);
    const { pending } = parsePending(parseEvidence(provisional.evidence, nobleCrypto).pending ?? '');
    expect(pending).toMatchObject({ chain: { kind: 'example', id: 'notary-1' }, deadline: '2026-11-25T05:38:00.250Z' });
    const chains = [{ kind: 'example', id: 'notary-1', demo: false, epochs: [] }];
    const bundle = sampleBundle({ chains, policy: { witnesses: 1, chains: 1 } });
    const options = { document: null, trust: [accept(bundle)], page: { state: 'identical' } } as const;
    expect(verify(provisional, options).verdict).toBe('pending');
    await notary.anchorPending();
    expect(parseEvidence(notary.evidence(id).evidence, nobleCrypto).pending).toBeNull();
  });
});
