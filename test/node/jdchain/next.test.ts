/** What the connector of a JD Chain ledger does next, by what it knows: each trap of such a ledger is a row. */
import { describe, expect, it } from 'vitest';
import { DATA_TYPE, TRANSACTION_STATE } from '../../../core/anchors/jdchain/contracts.ts';
import { utf8 } from '../../../core/formats/bytes.ts';
import type { Block, Fate, Recorded } from '../../../core/node/connectors/jdchain/fate.ts';
import { type EntrySeen, type Known, type Next, nextStep } from '../../../core/node/connectors/jdchain/next.ts';

const VALUE = utf8('the checkpoint');
const recorded = (state: keyof typeof TRANSACTION_STATE): Fate => ({
  is: 'recorded',
  recorded: { state: TRANSACTION_STATE[state], height: 7, block: { hash: utf8('block') } as Block } as Recorded,
  by: ['A', 'B'],
});
const there = (changes: Partial<EntrySeen & { is: 'there' }> = {}): EntrySeen => ({
  is: 'there',
  type: DATA_TYPE.TEXT,
  bytes: VALUE,
  version: 0,
  ...changes,
});

/** Everything is as it should be before the entry is written. */
const READY: Known = {
  user: 'LdeUser',
  userSeen: { is: 'there', state: 'NORMAL', lacks: [] },
  account: { is: 'there', owners: ['LdeUser'], mode: '-rwx------' },
  entry: { is: 'absent' },
  value: VALUE,
  written: null,
  underWay: false,
};
const account = (mode: string, owners: readonly string[] = ['LdeUser']): Partial<Known> => ({
  account: { is: 'there', owners, mode },
});
const user = (state: string, lacks: readonly string[] = []): Partial<Known> => ({
  userSeen: { is: 'there', state, lacks },
});
const FORK: Fate = {
  is: 'forked',
  told: [
    { organisation: 'Court', height: 63, hash: utf8('one') },
    { organisation: 'Bank', height: 63, hash: utf8('two') },
  ],
};

const said = (next: Next): string => {
  if (next.do === 'send') return `send ${next.what}`;
  return next.do === 'stop' ? `stop ${next.reason}${next.final ? ' for good' : ''}` : next.do;
};

const ROWS: readonly (readonly [string, Partial<Known>, string])[] = [
  ['nothing is there yet', { account: { is: 'absent' } }, 'send register'],
  ['registered, and it may still be under way', { account: { is: 'absent' }, underWay: true }, 'wait'],
  ['the account is ours and closed', {}, 'send write'],
  ['the account is open to everybody', account('-rwxrwxrwx'), 'send protect'],
  ['the account is open to readers: digit 5 shows as r--', account('-rwxr-----'), 'send protect'],
  ['the mode was sent and may be under way', { ...account('-rwxrwxrwx'), underWay: true }, 'wait'],
  ['the account belongs to somebody else', account('-rwx------', ['LdeOther']), 'stop jd-account-taken for good'],
  ['the account has a second owner', account('-rwx------', ['LdeUser', 'LdeO']), 'stop jd-account-taken for good'],
  ['too few members tell the account', { account: { is: 'unclear' } }, 'wait'],
  ['the user is not registered', { userSeen: { is: 'absent' } }, 'stop jd-user-unknown'],
  ['the user is frozen', user('FREEZE'), 'stop jd-user-frozen'],
  ['the user is revoked', user('REVOKE'), 'stop jd-user-revoked'],
  ['the user may not write', user('NORMAL', ['WRITE_DATA_ACCOUNT']), 'stop jd-user-rights'],
  ['too few members tell the user', { userSeen: { is: 'unclear' } }, 'wait'],
  ['an entry was sent and may be under way', { written: { is: 'absent' }, underWay: true }, 'wait'],
  ['an entry was sent and never came', { written: { is: 'absent' } }, 'send write'],
  ['too few members tell what became of it', { written: { is: 'unclear' } }, 'wait'],
  ['a block has it refused', { written: recorded('REJECTED_BY_SECURITY_POLICY') }, 'send write'],
  ['a block has it rolled back', { written: recorded('IGNORED_BY_BLOCK_FULL_ROLLBACK') }, 'send write'],
  ['it met another entry that members do not show yet', { written: recorded('DATA_VERSION_CONFLICT') }, 'wait'],
  ['a member has it in a block and the entry not yet', { written: recorded('SUCCESS') }, 'wait'],
  ['the entry is there by us', { entry: there(), written: recorded('SUCCESS') }, 'anchor'],
  [
    'also while the answer is still awaited',
    { entry: there(), written: recorded('SUCCESS'), underWay: true },
    'anchor',
  ],
  [
    'also when the user was frozen afterwards',
    { entry: there(), written: recorded('SUCCESS'), ...user('FREEZE') },
    'anchor',
  ],
  ['the entry is there, and too few tell by which transaction', { entry: there(), written: { is: 'unclear' } }, 'wait'],
  [
    'the entry is ours by a transaction of somebody else',
    { entry: there(), written: { is: 'absent' } },
    'stop jd-unknown-writer for good',
  ],
  ['the entry is ours before anything was sent', { entry: there() }, 'stop jd-unknown-writer for good'],
  ['another checkpoint stands there', { entry: there({ bytes: utf8('another') }) }, 'stop jd-other-entry for good'],
  ['another type stands there', { entry: there({ type: DATA_TYPE.JSON }) }, 'stop jd-other-entry for good'],
  [
    'what we wrote was written again',
    { entry: there({ version: 1 }), written: recorded('SUCCESS') },
    'stop jd-entry-changed for good',
  ],
  ['too few members tell the entry', { entry: { is: 'unclear' }, written: recorded('SUCCESS') }, 'wait'],
  ['members have two blocks at one height', { entry: there(), written: FORK }, 'stop jd-ledger-fork'],
];

describe('the next step', () => {
  it.each(ROWS)('%s', (_, changes, expected) => {
    expect(said(nextStep({ ...READY, ...changes }))).toBe(expected);
  });

  it('names who tells which block', () => {
    const next = nextStep({ ...READY, written: FORK });
    expect(next).toMatchObject({ told: expect.stringMatching(/^Court: 63 \w+; Bank: 63 \w+$/) });
  });

  it('is the same for every time at which it is asked: nothing is remembered', () => {
    for (const [, changes] of ROWS) {
      const known = { ...READY, ...changes };
      expect(nextStep(known)).toEqual(nextStep(known));
    }
  });

  it('never sends while something may be under way', () => {
    for (const [, changes] of ROWS) expect(nextStep({ ...READY, ...changes, underWay: true }).do).not.toBe('send');
  });
});
