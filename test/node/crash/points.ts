/** The points of a desk's life at which it is killed, by the step that they are in. */
import type { Fault } from './faults.ts';

/** What it is called, and how the desk dies there. */
export type Point = readonly [name: string, fault: Fault];

/** The points of one step; the first of them is the one that every run of the tests takes. */
export type Step = readonly [name: string, first: Point, ...others: Point[]];

const kill = (when: Fault['when'], at: Fault['at'], match: string, nth = 1): Fault => ({
  do: 'kill',
  when,
  at,
  match,
  nth,
});

export const STEPS: readonly Step[] = [
  ['the database is made', ['before the database has its tables', kill('before', 'commit', '', 1)]],
  [
    'keys are made',
    ['with half of the keys written', { do: 'tear', when: 'before', at: 'write', match: '"witness":', nth: 1 }],
    ['before the keys are there', kill('before', 'rename', 'keys.json')],
    ['after the keys are there', kill('after', 'rename', 'keys.json')],
    ['before the seal of what was signed is there', kill('before', 'rename', 'signed.json')],
  ],
  [
    'an intake',
    ['in the middle of an intake', kill('before', 'statement', 'INSERT INTO records', 3)],
    ['before an intake is committed', kill('before', 'commit', 'INSERT INTO records')],
    ['after an intake is committed', kill('after', 'commit', 'INSERT INTO records')],
  ],
  [
    'an entry in the journal',
    ['between a record and its entry in the journal', kill('before', 'statement', 'INSERT INTO journal (', 2)],
    ['between an edit and its entry in the journal', kill('before', 'statement', 'INSERT INTO journal (', 5)],
    ['before what was anchored is in the journal', kill('after', 'statement', "SET state = 'anchored'")],
  ],
  [
    'the tree of the journal',
    ['in the middle of the tree of the journal', kill('before', 'statement', 'INSERT INTO journal_nodes', 2)],
    ['after the tree of the journal is stored', kill('after', 'commit', 'INSERT INTO journal_nodes')],
  ],
  [
    'the head of the journal',
    ['between the leaf and the head of the journal', kill('before', 'statement', 'INSERT INTO journal_heads')],
  ],
  [
    'an edit',
    ['in the middle of an edit', kill('before', 'statement', 'UPDATE disclosures')],
    ['after an edit is committed', kill('after', 'commit', 'UPDATE disclosures')],
  ],
  ['a withdrawal', ['in the middle of a withdrawal', kill('after', 'statement', "SET state = 'withdrawn'")]],
  [
    'the tree of the log',
    ['in the middle of the tree', kill('before', 'statement', 'INSERT INTO tree_nodes', 2)],
    ['before the first leaf is stored', kill('before', 'statement', 'INSERT INTO leaf_hashes')],
  ],
  [
    'a batch',
    [
      'after a batch is committed, before the desk remembers what it signed',
      kill('after', 'commit', 'INSERT INTO checkpoints'),
    ],
    ['between the tree and its checkpoint', kill('before', 'statement', 'INSERT INTO checkpoints')],
    ['with one member of a batch sealed', kill('after', 'statement', "SET state = 'sealed'")],
    ['before a batch is committed', kill('before', 'commit', 'INSERT INTO checkpoints')],
  ],
  [
    'what it signed is remembered',
    ['with half of what it signed written', { do: 'tear', when: 'before', at: 'write', match: '"size":4', nth: 1 }],
    ['before what it signed is renamed', kill('before', 'rename', 'signed.json', 2)],
    ['after what it signed is renamed', kill('after', 'rename', 'signed.json', 2)],
  ],
  [
    'the second memory',
    ['after the second memory is renamed, before anything is published', kill('after', 'rename', 'notary-state-', 1)],
    ['with half of the second memory written', { do: 'tear', when: 'before', at: 'write', match: '"since":', nth: 1 }],
    ['before the second memory is renamed', kill('before', 'rename', 'notary-state-', 1)],
    ['in the second batch, before it is in the second memory', kill('before', 'rename', 'notary-state-', 2)],
  ],
  [
    'a job',
    ['after a job is marked as sent', kill('after', 'commit', 'INSERT INTO anchor_jobs', 2)],
    ['after a job is prepared', kill('after', 'commit', 'INSERT INTO anchor_jobs')],
  ],
  [
    'the witness',
    ['after the witness has stored its word', kill('after', 'commit', 'INSERT INTO witness')],
    ['before the witness has stored its word', kill('before', 'commit', 'INSERT INTO witness')],
    ['in the second batch, before the witness has stored its word', kill('before', 'commit', 'INSERT INTO witness', 2)],
  ],
  [
    'anchoring',
    ['in the middle of anchoring', kill('before', 'statement', "SET state = 'anchored'")],
    ['after anchoring is committed', kill('after', 'commit', "SET state = 'anchored'")],
  ],
  ['indexing', ['in the middle of indexing', kill('before', 'statement', 'UPDATE search_progress')]],
  [
    'a second batch',
    ['in the second batch, after it is committed', kill('after', 'commit', 'INSERT INTO checkpoints', 2)],
    ['in the second batch, before it is committed', kill('before', 'commit', 'INSERT INTO checkpoints', 2)],
  ],
];

/** The same while certificates are written. */
export const CERTIFICATE_STEPS: readonly Step[] = [
  [
    'a certificate is written',
    ['with half of one written', { do: 'tear', when: 'before', at: 'write', match: '%PDF-', nth: 2 }],
    ['before one has its name', kill('before', 'link', '.pdf', 2)],
    ['after one has its name', kill('after', 'link', '.pdf', 2)],
  ],
  ['a certificate is noted', ['before it is noted', kill('before', 'statement', 'SET certified = 1', 2)]],
];

/** One point of each step. */
export const firstOf = (steps: readonly Step[]): readonly Point[] => steps.map(([, first]) => first);

/** All the others. */
export const othersOf = (steps: readonly Step[]): readonly Point[] => steps.flatMap(([, , ...others]) => others);
