/** The short form: the same anchor, nothing twice, one way to write it, and nothing checked less. */
import { describe, expect, test } from 'vitest';
import { type CometbftEvidence, cometbftAnchor } from '../../../core/anchors/cometbft/evidence.ts';
import { cometbftShortForm } from '../../../core/anchors/cometbft/shorten.ts';
import { encodeTransaction } from '../../../core/anchors/cometbft/transaction.ts';
import { ANCHOR_KINDS } from '../../../core/anchors/index.ts';
import { carriedAnchor, formSubject } from '../../../core/anchors/kind.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { concat, fromBase64, toBase64 } from '../../../core/formats/bytes.ts';
import { canonicalBytes, type Json, parseCanonical } from '../../../core/formats/canonical.ts';
import type { Anchor } from '../../../core/formats/evidence.ts';
import { checkAnchors } from '../../../core/verification/evidence-checks.ts';
import { outcome } from '../../core/support/outcome.ts';
import {
  blockEvidence,
  bytes,
  checkpointTransaction,
  members,
  origin,
  REGISTRATION,
  type Setting,
  signedText,
  stateEvidence,
} from './support/chain.ts';

const { text, signature } = signedText(5);
const note = { text, signatures: [{ name: origin, id: '00000000', signature }] };
const proof = { index: 0, path: [], note, checkpoint: { origin, size: 5, root: bytes(5) } };
const subject = formSubject(proof.checkpoint, note);

const shorten = (made: CometbftEvidence) => cometbftShortForm.shorten(cometbftAnchor(made), subject, nobleCrypto);
const check = (anchor: Anchor, beside = proof) => checkAnchors([anchor], beside, ANCHOR_KINDS, nobleCrypto, null);
const read = (anchor: Anchor) => parseCanonical(canonicalBytes(anchor as unknown as Json)) as unknown as Anchor;

/** What stands at a path such as `block.next.set` becomes something else; undefined takes it away. */
type Change = readonly [path: string, to: (was: Json, body: Json) => Json | undefined];

/** What stands at a path. */
const at = (body: Json, path: string): Json =>
  path.split('.').reduce((inner, name) => (inner as Record<string, Json>)[name] as Json, body);

/** The short form of this evidence with one thing changed. */
function changed(made: CometbftEvidence, [path, to]: Change): Anchor {
  const short = shorten(made);
  if (!short) throw new Error('no short form');
  const copy = read(short);
  const body = copy['cometbft-2'] as Json;
  const names = path.split('.');
  const last = names.pop() ?? '';
  const parent = (names.length === 0 ? body : at(body, names.join('.'))) as Record<string, Json>;
  const next = to(parent[last] as Json, body);
  if (next === undefined) delete parent[last];
  else parent[last] = next;
  return copy;
}

const unpack = (value: Json | undefined) => fromBase64(value as string);
/** Changes packed bytes. */
const packed = (path: string, to: (bytes: Uint8Array) => Uint8Array): Change => [
  path,
  (was) => toBase64(to(unpack(was))),
];
/** So many bytes of one value. */
const filled = (length: number, value = 0) => new Uint8Array(length).fill(value);
const HASH = toBase64(filled(32, 7));

const REGISTERED: Partial<Setting> = { registration: REGISTRATION, named: true };
const MANY = [5, 101, 102, 103, 104].map((size) => encodeTransaction(checkpointTransaction(size)));
const CHAINED = encodeTransaction({
  kind: 'checkpoint',
  signed: signedText(5),
  base: 3,
  proof: [bytes(1), bytes(2), bytes(3)],
});
const both = (over: Partial<Setting> = {}, later: Partial<Setting> = {}): CometbftEvidence => {
  const { state, registration, members: named } = stateEvidence({ ...over, ...later });
  return { ...blockEvidence({ ...over, registration: null, named: false }), state, registration, members: named };
};

const SOUND: readonly (readonly [string, CometbftEvidence])[] = [
  ['by the block', blockEvidence()],
  ['among others', blockEvidence({ transactions: MANY, index: 0 })],
  ['after an earlier checkpoint', blockEvidence({ transactions: [CHAINED] })],
  ['with other members next', blockEvidence({ nextSet: members(5) })],
  ['with three of four', blockEvidence({ voters: [0, 1, 3] })],
  ['of unequal power', blockEvidence({ set: members(3, 1, (i) => [1, 60, 29][i] ?? 1) })],
  ['of 64 members', blockEvidence({ set: members(64), nextSet: members(64), named: true })],
  [
    'with extreme times',
    blockEvidence({
      times: [
        { seconds: 0, nanos: 0 },
        { seconds: 253402300799, nanos: 999999999 },
      ],
    }),
  ],
  ['registered', blockEvidence({ registration: REGISTRATION })],
  ['named', blockEvidence({ named: true })],
  ['registered and named', blockEvidence(REGISTERED)],
  ...[1, 2, 5, 28].map(
    (neighbours) => [`with ${neighbours} neighbours`, blockEvidence({ ...REGISTERED, neighbours })] as const,
  ),
  ['by the state', stateEvidence()],
  ['by the state, registered and named', stateEvidence(REGISTERED)],
  ['by both', both()],
  ['by both, registered and named', both(REGISTERED)],
  ['by both, with other members since', both(REGISTERED, { set: members(5, 3), height: 90 })],
];

describe('the same anchor', () => {
  test.each(SOUND)('%s: shorter, and read again in whole', (_, made) => {
    const whole = cometbftAnchor(made);
    const short = carriedAnchor(whole, subject, ANCHOR_KINDS, nobleCrypto);
    expect(short.kind).toBe('cometbft-2');
    const size = (anchor: Anchor) => canonicalBytes(anchor as unknown as Json).length;
    expect(size(short)).toBeLessThan(0.9 * size(whole));
    const { state, value } = check(read(short));
    expect(state).toBe('passed');
    expect(value?.map(({ anchor, verifier }) => [anchor, verifier.kind])).toEqual([[whole, 'cometbft']]);
    expect(value?.[0]?.carried).toEqual(short);
  });

  test.each([
    ['the signature in the transaction is not the note’s', blockEvidence({ transactions: [otherSignature()] })],
    ['the transaction is of another checkpoint', blockEvidence({ transactions: [MANY[1] ?? bytes(1)] })],
    ['the transaction is none', blockEvidence({ transactions: [bytes(1, 80)] })],
    ['the chain refused it', blockEvidence({ code: 7 })],
    ['the header names another set', withBlock((block) => ({ validators: bytes(3, block.validators.length) }))],
    ['the next block follows another', withBlock(({ next }) => ({ next: { ...next, lastBlock: bytes(3) } }))],
    [
      'the next header has another version',
      withBlock(({ next }) => ({ next: { ...next, beside: next.beside.map(() => bytes(3)) } })),
    ],
    [
      'the registry is of another state',
      { ...blockEvidence(), members: blockEvidence({ ...REGISTERED, neighbours: 3 }).members },
    ],
    [
      'the history is of another state',
      {
        ...stateEvidence(),
        state: stateEvidence({ history: ['a/1', text] }).state && { ...stateEvidence().state, app: bytes(3) },
      } as CometbftEvidence,
    ],
  ])('stays in whole where %s', (_, made) => {
    expect(shorten(made)).toBeNull();
    expect(carriedAnchor(cometbftAnchor(made), subject, ANCHOR_KINDS, nobleCrypto)).toEqual(cometbftAnchor(made));
  });

  test('anchors of kinds without a form of their own are carried as they are', () => {
    const later = { kind: 'later', later: 1 };
    expect(carriedAnchor(later, subject, ANCHOR_KINDS, nobleCrypto)).toBe(later);
  });
});

function otherSignature(): Uint8Array {
  return encodeTransaction({ kind: 'checkpoint', signed: { text, signature: bytes(9, 64) }, base: 0, proof: [] });
}

type Block = NonNullable<CometbftEvidence['block']>;

function withBlock(change: (block: Block) => Partial<Block>): CometbftEvidence {
  const made = blockEvidence();
  if (!made.block) throw new Error('no block');
  return { ...made, block: { ...made.block, ...change(made.block) } };
}

describe('what stands beside it', () => {
  const short = shorten(blockEvidence(REGISTERED)) as Anchor;

  test('another text, another signature, none, or one of another length is refused', () => {
    const beside = (change: object) => check(short, { ...proof, note: { ...note, ...change } }).state;
    const [line] = note.signatures;
    if (!line) throw new Error('no line');
    expect(beside({})).toBe('passed');
    expect(beside({ text: signedText(6).text })).toBe('failed');
    expect(beside({ signatures: [{ ...line, signature: bytes(9, 64) }] })).toBe('failed');
    expect(beside({ signatures: [{ ...line, signature: bytes(9, 72) }] })).toBe('failed');
    expect(beside({ signatures: [] })).toBe('failed');
  });

  test('it is a form of anchors, not a kind of chains', () => {
    expect(ANCHOR_KINDS.of('cometbft-2')).toBeNull();
    expect(ANCHOR_KINDS.ofForm('cometbft-2')).toBe(ANCHOR_KINDS.of('cometbft'));
    expect(ANCHOR_KINDS.ofForm('cometbft')).toBeNull();
  });
});

describe('one way to write it', () => {
  const block = blockEvidence(REGISTERED);
  const refuses = (made: CometbftEvidence, changes: readonly Change[]) => {
    for (const change of changes) {
      const anchor = changed(made, change);
      expect(
        outcome(() => cometbftShortForm.expand(anchor, subject, nobleCrypto)),
        change.join(' '),
      ).toBe('malformed');
      expect(check(anchor)).toMatchObject({ state: 'failed', reason: 'damaged', value: [] });
    }
  };

  /** The first member with key and power instead of its place. */
  const written = (body: Json): Json => {
    const [keys, powers] = at(body, 'block.set') as [string, number[]];
    const [[organisation, controller, governance, place], ...rest] = at(body, 'registry.members.members') as [
      [string, string, string, number],
      ...Json[],
    ];
    const key = unpack(keys).subarray(32 * place, 32 * place + 32);
    return [[organisation, controller, governance, toBase64(key), powers[place] ?? 0], ...rest];
  };

  test('no set, no hash and no member that can be taken from elsewhere', () => {
    refuses(block, [
      ['block.next.set', (_, body) => at(body, 'block.set')],
      ['block.next.app', () => HASH],
      ['registry.members.members', (_, body) => written(body)],
    ]);
    refuses(both(), [
      ['state.set', (_, body) => at(body, 'block.set')],
      ['block.next.app', () => null],
    ]);
  });

  test('as many hashes as are needed', () => {
    for (const made of [block, blockEvidence(), stateEvidence(), both(REGISTERED)])
      refuses(made, [['app', () => ''], packed('app', (all) => concat(all, filled(32)))]);
    refuses(block, [
      ['registry.beside', () => HASH.slice(0, 40)],
      packed('registry.beside', (all) => all.subarray(32)),
      packed('registry.beside', (all) => concat(all, filled(32))),
      ['block.beside', () => ''],
      ['block.beside', () => HASH],
      ['block.path', () => HASH],
      ['block.results', () => HASH],
    ]);
    refuses(stateEvidence(), [['state.path', () => HASH]]);
  });

  test('a registry that shows something, at places that ascend below its size', () => {
    refuses(blockEvidence({ registration: REGISTRATION }), [['registry.registration', () => null]]);
    refuses(block, [
      ['registry.members.index', () => 1],
      ['registry.members.index', () => 0],
      ['registry.members.index', () => 3],
      ['registry.size', () => 0],
      ['registry.size', () => Number.MAX_SAFE_INTEGER],
    ]);
  });

  test('votes and sets of whole items, each voter once and in order', () => {
    refuses(block, [
      packed('block.votes', (all) => all.subarray(0, -1)),
      packed('block.votes', (all) => all.subarray(0, 0)),
      packed('block.votes', (all) => concat(all, all)),
      packed('block.votes', (all) => concat(all.subarray(74), all.subarray(0, 74))),
      packed('block.votes', (all) => concat(Uint8Array.of(64), all.subarray(1))),
      packed('block.votes', (all) => concat(all.subarray(0, 1), filled(5, 255), all.subarray(6))),
      packed('block.votes', (all) => concat(all.subarray(0, 6), filled(4, 255), all.subarray(10))),
      packed('block.set.0', (all) => all.subarray(32)),
      ['block.set.1.0', () => 0],
      ['block.set', () => [HASH, [10], 1]],
    ]);
  });

  test('a block or a state, and no other members', () => {
    refuses(blockEvidence(), [['block', () => null]]);
    refuses(stateEvidence(), [['state.set', () => null]]);
    refuses(block, [
      ['more', () => 1],
      ['block.data', () => HASH],
      ['block.base', () => undefined],
      ['registry.members.more', () => 1],
    ]);
    expect(check({ kind: 'cometbft-2', 'cometbft-2': [] })).toMatchObject({ state: 'failed', reason: 'damaged' });
  });
});

describe('nothing is checked less', () => {
  const made = blockEvidence({ transactions: [CHAINED, ...MANY.slice(1)], index: 0, ...REGISTERED, neighbours: 3 });
  const flip = (path: string) => packed(path, (all) => concat(Uint8Array.of((all[0] ?? 0) ^ 1), all.subarray(1)));
  const changes: readonly Change[] = [
    ...['beside', 'votes', 'proof', 'path', 'results', 'set.0', 'parts.1'].map((name) => flip(`block.${name}`)),
    ...['beside', 'votes', 'parts.1'].map((name) => flip(`block.next.${name}`)),
    flip('app'),
    flip('registry.beside'),
    ['chain', () => 'test-2'],
    ['block.height', () => 8],
    ['block.round', () => 1],
    ['block.base', () => 4],
    ['block.sides', () => 'RRL'],
    ['block.parts.0', () => 2],
    ['block.next.round', () => 1],
    ['block.next.parts.0', () => 2],
    ['block.set.1.0', () => 11],
    ['registry.size', () => 7],
    ['registry.registration.index', () => 1],
    ['registry.registration.registration.organisation', () => 'Court of Appeal'],
    ['registry.members.index', () => 4],
    ['registry.members.members.0.0', () => 'Court of Appeal'],
  ];

  test('as it is it holds', () => {
    expect(check(changed(made, ['chain', (was) => was])).state).toBe('passed');
  });

  test.each(changes)('%s', (path, to) => {
    expect(check(changed(made, [path, to])).state).toBe('failed');
  });

  test('too few votes are too few', () => {
    const few = shorten(blockEvidence({ voters: [0, 1] }));
    expect(few && check(few)).toMatchObject({ state: 'failed', detail: 'cometbft: quorum does not hold' });
  });
});
