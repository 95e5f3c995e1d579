import type { Texts } from './texts.ts';

/** The command line in English. */
export const en: Texts = {
  help: `Notary Desk: digital evidence for contracts and invoices, made and checked offline.

notary COMMAND [OPTIONS]

  init --holder NAME [--credit-code C] [--operator O] [--lang zh|en]
                              the first run: makes the home, its keys and a recovery code
  add FILE|DIR… [FACTS] [--facts TABLE.csv|.xlsx] [--again] [--supersedes ID] [--no-fingerprints]
                              records files; known contents return the existing record;
                              --supersedes: the one file is the next version of that record;
                              --no-fingerprints: no digests of parts, a later mismatch cannot be explained
  seal [--wait [SECONDS]] [--include-warned]
                              seals what waits and signs a checkpoint; files with warnings only with --include-warned
  status                      holder, keys, how many records in which state
  list [QUERY] [--state STATE] [--limit N]
                              finds records by words in facts, file names, digests
  show ID|NUMBER|SHA-256      one record with its timeline
  withdraw ID [--reason TEXT] takes a record back before it is sealed
  erase ID… [--yes]           deletes what the desk knows of documents; says what goes and what stays, and asks
  certify ID…|--all|--final --out DIR [--withhold NAME,NAME] [--disclose NAME,NAME]
          [--to "NAME <MAIL>"]… [--paper]
                              writes certificates; --final: final ones for those written before the anchor;
                              --withhold: facts that are left out, besides those of the settings (at first
                              holderId, the whole credit code); --disclose: these are not left out;
                              --paper: with the whole proof in QR codes on a page of its own
  share ID… --out FILE.zip [--with document,checker,trust] [--to "NAME <MAIL>"]…
                              certificates for a recipient, as one ZIP; who it is for is remembered, nothing is sent
  shares [--due] [--csv FILE] [--xlsx FILE]
                              who was sent which certificate, and what can be sent in its place
  pack ID… --out FILE.zip [--with document] [--trust BUNDLE]… [--to "NAME <MAIL>"]…
                              everything for a court, as one ZIP: certificates, proof, custody, expert's report
  custody CUSTODY.json        checks a chain of custody; needs no home
  verify CERTIFICATE|PICTURE… [FILE…] [--digest SHA256]… [--trust BUNDLE]… [--accept-demo]
         [--report FILE.pdf|FILE.json]
                              checks a certificate: a PDF, a folder of its attachments, or scans and photos of
                              its codes (JPEG, PNG, PDF); --digest: of a document not at hand; needs no home;
                              the report says how an expert repeats every check without this program
  check PATH… [--trust BUNDLE]… [--accept-demo] [--out FILE.pdf|.xlsx|.csv|.sha256]… [--fresh]
                              a whole box: folders, archives and mails; pairs every document with its
                              certificate; goes on where it was cut off; needs no home
  trust list | add FILE [--fingerprint HEX] | remove NAME | export --out FILE
                              whom verifications believe
  chain add FILE [--fingerprint HEX] [--optional] | list | test [NAME] | on|off|remove NAME |
    register [--kind KIND] --out FILE
                              the chains that confirm what this desk seals
  clock [accept [--reason TEXT]]
                              what the log says of this device's clock; accept: the clock is right, go on
  passphrase                  sets the passphrase of the home, or another one
  recovery-code               makes a new recovery code; the one from before opens nothing any more
  member …                    what a member of a consortium runs: see docs/consortium.md
  demo [--out DIR]            the whole line on sample documents

FACTS, for every file of the call:
  --title --kind --number --party (repeatable) --date --amount --currency --obtained --note
  with --facts, --currency is that of amounts in the table which name none

OPTIONS of every command:
  --home DIR   where the data lies; else NOTARY_HOME, else the window's folder
  --json       one JSON object on stdout and nothing else
  --lang zh|en words of the messages
  --help  --version

NOTARY_PASSPHRASE opens (or, with init, protects) a home; NOTARY_NEW_PASSPHRASE is the one that passphrase sets.
Exit codes: 0 proven or done · 10 self-attested · 11 pending · 12 no document was compared · 20 different file
21 tampered · 22 untrusted · 23 unreadable · check also: 13 no certificate · 14 superseded
30 stopped: a person has to do something first · 64 wrong usage · 70 anything else
`,
  askPassphrase: 'Passphrase or recovery code: ',
  askNewPassphrase: 'A passphrase for this home (Enter for none): ',
  askAgain: 'Once more: ',
  notTheSame: 'Not the same; once more.',
  initDone: ({ home, holder }) => `The home of ${holder} is ready: ${home}`,
  recoveryCode: 'Recovery code',
  recoveryHint: 'Write it down and keep it apart from this machine. It is shown only now.',
  protection: {
    keychain: "The keys are protected by the system's key store.",
    passphrase: 'The keys are protected by your passphrase.',
    file: 'The keys are protected by file permissions only: whoever can read your files can use them. The command passphrase sets one.',
  },
  fingerprint: 'Fingerprint of the log key',
  checkCode: 'Check code',
  issuerCode: 'Check code of the issuer',
  trustKnown: (name) => `Accepted before: ${name}`,
  progress: ({ done, files, percent }) => `${done} of ${files} files, ${percent} %`,
  partsLeft: (count) => `recorded; ${count} still being looked into`,
  recorded: 'recorded',
  existing: 'known',
  addDone: ({ recorded, existing, failed }) => `${recorded} recorded, ${existing} already known, ${failed} failed.`,
  addNext: 'Facts can be changed until they are sealed. Only facts and digests are kept, not the files.',
  noFiles: 'There are no files there.',
  leftOut: (count, names) => `${count} left out, as systems and programs leave them in folders: ${names}`,
  unusedColumns: (heads) => `Columns that are no facts and were left alone: ${heads}`,
  unmatchedRows: (files) => `In the table, but not among the files: ${files}`,
  tableRow: ({ table, row }) => `${table}, row ${row}`,
  sealDone: ({ sealed, size }) => `${sealed} sealed; the log has ${size} leaves.`,
  testNetwork: 'test network',
  switchedOff: 'switched off',
  optional: 'not required',
  chainNone: 'No chains: only the desk itself confirms what it seals.',
  chainDemo: 'This is a test network: verdicts count it only with --accept-demo.',
  chainChanged: ({ name, to }) =>
    ({
      on: `${name} is switched on.`,
      off: `${name} is switched off; nothing is sent to it.`,
      removed: `${name} is removed. Its trust bundle stays: remove it with trust remove.`,
    })[to],
  chainRegister:
    'Send this file to a member of the consortium, and tell him the fingerprint of your log key by another channel.',
  health: ({ reachable, height, delay }) =>
    reachable ? `${height === null ? '' : `height ${height}, `}answers in ${delay} ms` : 'cannot be reached',
  anchored: 'Confirmed by every anchor that is required.',
  notAnchored: 'Not confirmed yet. It stays queued and is asked again by itself.',
  nothingToSeal: 'Nothing waits to be sealed.',
  heldBack: (count) =>
    `${count} with warnings ${count === 1 ? 'waits' : 'wait'} for a decision and ${count === 1 ? 'was' : 'were'} not sealed: withdraw ID, or seal --include-warned seals them as they are.`,
  folderReadable: (folder) =>
    `Other users of this machine can see the names of files in ${folder}; what is in them only you can read.`,
  holder: 'Holder',
  home: 'Home',
  checkpoint: 'Checkpoint',
  checkpointAt: ({ size, time, root }) => `${size} leaves, ${time}, root ${root}`,
  noCheckpoint: 'none yet',
  records: 'Records',
  waiting: (count) => `${count} for the next batch`,
  noRecords: 'No records.',
  more: (count) => `${count} more; --limit shows them.`,
  withdrawn: (id) => `${id} is withdrawn.`,
  withdrawnHere: 'Withdrawn',
  state: 'State',
  size: 'Size',
  time: 'Recorded',
  path: 'File',
  gone: '(not there any more)',
  supersedes: 'Replaces record',
  supersededBy: 'Replaced by record',
  certificateNumbers: 'Certificate number',
  leaf: 'Leaf',
  timeline: 'Timeline',
  timelineKinds: {
    recorded: 'recorded',
    edited: 'facts changed',
    withdrawn: 'withdrawn',
    sealed: 'sealed',
    anchored: 'confirmed',
    certified: 'certificate written',
    shared: 'shared',
    packed: 'packed for court',
    erased: 'erased',
    approved: 'seal as it is, despite warnings',
  },
  certifyProgress: ({ done, total }) => `${done} of ${total} certificates`,
  certifyDone: ({ made, failed, folder }) =>
    failed === 0 ? `${made} certificates in ${folder}` : `${made} certificates in ${folder}; ${failed} not made.`,
  nothingToCertify: 'There are no sealed records.',
  nothingToFinish: 'No certificate waits for its final one.',
  chain: 'Chain',
  chainLast: (last) => (last ? `confirmed ${last.size} leaves last, ${last.time}` : 'confirmed nothing yet'),
  queue: (count) => `${count} sealed and not confirmed yet`,
  nothingSent: 'Nothing was sent to anybody whose name was given (share … --to "Name <mail>").',
  sentStates: {
    current: 'up to date ',
    provisional: 'provisional',
    'final-due': 'FINAL NOW  ',
    'newer-due': 'NEW VERSION',
    replaced: 'replaced   ',
  },
  replacementDue: ({ name, ids }) =>
    `${name} can be sent replacements: notary share ${ids} --to "${name}" --out FILE.zip`,
  packDone: 'Everything for the court in one file. Begin with 0-cover.pdf.',
  packProgress: ({ done, total }) => `${done} of ${total} packed`,
  journalEvents: {
    recorded: 'recorded',
    adopted: 'older than the journal',
    edited: 'edited',
    withdrawn: 'withdrawn',
    sealed: 'sealed',
    anchored: 'anchored',
    exported: 'certificate exported',
    shared: 'shared',
    packed: 'packed for court',
    erased: 'erased',
    approved: 'seal as it is, despite warnings',
  },
  programs: { window: 'window', 'command line': 'command line' },
  custodyChecks: {
    entries: 'every entry is under the head of the journal',
    order: 'none is missing in between',
    details: 'details are what the entries commit to',
    head: 'the head is a leaf of the log',
    signatures: 'the signatures of the checkpoint hold',
    anchors: 'anchors on a chain',
  },
  shareDone: 'One file to send. Tell the recipient the fingerprint of the trust bundle by another channel.',
  certificate: 'Certificate',
  document: 'Document',
  facts: 'Facts in the proof',
  withheld: 'Withheld',
  signers: 'Signed by',
  noTime: 'no time in the signature',
  checks: 'Checks',
  next: 'What to do',
  deviceTime: 'Clock of the device',
  notAccepted: 'name not confirmed by a trust bundle',
  knownRecord: (id) => `This desk has a record of this document: ${id}`,
  trustNone: 'No trust bundles.',
  own: 'own',
  compared: 'compared',
  notCompared: 'not compared',
  trustAdded: ({ name, code, fingerprint }) => [
    `Accepted. The name in this file is “${name}”; it was not checked.`,
    `Check code ${code}`,
    `Fingerprint ${fingerprint}`,
  ],
  trustCompare: 'Not compared: get the check code by another channel, and give it with --fingerprint.',
  trustRemoved: (name) => `Removed: ${name}`,
  trustExported: ({ path, code, fingerprint }) => [`${path}`, `Check code ${code}`, `Fingerprint ${fingerprint}`],
  demo: {
    intro: 'A desk for this demonstration is made in a folder of its own. Nothing leaves this machine.',
    holder: 'Jiangnan Sample Trading Co., Ltd.',
    operator: 'Li Sample',
    documents: {
      contract: { file: 'purchase-contract.pdf', title: 'Purchase contract' },
      invoice: { file: 'invoice.xml', title: 'Invoice' },
      scan: { file: 'contract-scan.png', title: 'Scan of the contract' },
    },
    obtained: 'Sample document of Notary Desk',
    home: 'Home',
    added: (file) => `Recorded: ${file}`,
    sealed: ({ count, root }) => `Sealed: ${count} records, root ${root}`,
    certified: (file) => `Certificate: ${file}`,
    right: 'The right document beside its certificate',
    wrong: 'Another document beside the same certificate',
    altered: ({ from, to }) => `The certificate after somebody changed the amount on its page from ${from} to ${to}`,
    asExpected: 'as it should be',
    notAsExpected: 'NOT as it should be',
    where: (folder) => `Certificates and documents lie in ${folder}`,
    check: (command) => `Check one yourself: ${command}`,
  },
};
