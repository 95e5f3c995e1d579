import { profileOptions } from './profile-options.ts';
import type { Texts } from './texts.ts';

/** The command line in English. */
export const en: Texts = {
  help: `Notary Desk: digital evidence for contracts and invoices, made and checked offline.

notary COMMAND [OPTIONS]

  init --holder NAME [--credit-code C] [--operator O] [--lang zh|en]
                              first run: creates the data folder, its keys and a recovery code
  add FILE|DIR… [FACTS] [--facts TABLE.csv|.xlsx] [--again] [--supersedes ID] [--no-fingerprints]
                              records files; known contents return the existing record;
                              --supersedes: the one file is the next version of that record;
                              --no-fingerprints: no digests of parts; later differences cannot be explained
  seal [--wait [SECONDS]] [--include-warned]
                              seals waiting records and signs a checkpoint; files with warnings only with --include-warned
  status                      holder, keys, how many records in which state
  list [QUERY] [--state STATE] [--limit N]
                              finds records by words in facts, file names, digests
  show ID|NUMBER|SHA-256      one record with its history
  link ID --to ID|LEAF|CERTIFICATE --as REL
                              states, until it is sealed, that a record refers to another one as its order, contract,
                              despatch, delivery, receipt, invoice, credit-of, payment, part-of, amends, about;
                              a partner's certificate is checked and kept
  unlink ID --to … --as REL   removes a link while the record waits to be sealed
  links ID [--accept NUMBER|all]
                              what it refers to, what refers to it, what is suggested
  links --partners            records of other desks that are known by their certificates, with their leaves
  links --forget LEAF [--yes] deletes such a certificate and what it disclosed; says what is deleted and kept, and asks
  edit ID… [FACTS] [--drop] [--take-suggestions]
                              changes facts of records that are not sealed yet; --drop: facts that the new profile
                              has no place for may go; --take-suggestions: fills empty facts with what QR code,
                              page and file name suggest, where they agree
  withdraw ID [--reason TEXT] withdraws a record before it is sealed
  erase ID… [--yes]           deletes what the desk stores about documents; says what is deleted and kept, and asks
  certify ID…|--all|--final --out DIR|--preview [--for WHOM] [--show NAME,NAME]
          [--withhold NAME,NAME] [--disclose NAME,NAME]
          [--to "NAME <MAIL>"]… [--paper]
                              writes certificates; --final: final ones for those written before the anchor;
                              --withhold: facts that are left out, besides those of the settings (at first
                              holderId, if it is a person’s; a credit code is public); parties:2 is the second party;
                              --disclose: these are not left out; --for bank, auditor, court, counterparty or a
                              choice that you saved: what they see, in place of the settings; --show: only these facts;
                              --preview: says what would be shown, and makes nothing;
                              --paper: with the whole proof in QR codes on a page of its own
  share ID… --out FILE.zip [--with document,checker,trust] [--to "NAME <MAIL>"]…
        [--for WHOM] [--show NAME,NAME] [--withhold …] [--disclose …]
                              certificates for a recipient, as one ZIP; recipients are stored, nothing is sent;
                              what is shown as with certify
  shares [--due] [--csv FILE] [--xlsx FILE]
                              who was sent which certificate, and what can replace it
  pack ID… --out FILE.zip [--with document] [--trust BUNDLE]… [--to "NAME <MAIL>"]…
       [--for WHOM] [--show NAME,NAME] [--withhold …] [--disclose …]
                              everything for a court, as one ZIP: certificates, proof, custody, expert's report;
                              what is shown as with certify
  dossier make ID…|--filter FACT=VALUE…|--tape FILE.csv|.xlsx [--column HEAD=MEANING]… [--skip] [--preview]
          [--template receivables|leasing|case] [--title T] [--number N] [--note N] [--date D]
          [--cut-off D] [--rule LINE]… [--supersedes ID]
                              a pool of assets or a case file, made from sealed records: so many, these sums
  dossier show ID [--items] [--tables FILE.xlsx|.csv] [--esma FILE.xlsx|.csv] [--cut-off D]
                              what is in it, what came and went; tables for exchanges, and beginnings of ESMA’s
  dossier certify ID --out DIR|--preview [--items] [--open ID,ID…] [--absent ID,ID…]
          [--for WHOM] [--show NAME,NAME] [--withhold …] [--disclose …]
                              its certificate; --items: everybody can count and add up; --open: these are shown
                              with amount and certificate; --absent: these are shown to be missing; what is shown of
                              it and of the opened records as with certify
  dossier sample ID --seed TEXT --size N [--by-amount [--currency CODE]] [--out DIR [--items]]
          [--for WHOM] [--show NAME,NAME] [--withhold …] [--disclose …]
                              draws a sample that nobody can choose; the certificate opens exactly it; --by-amount:
                              every unit of money is as likely, so large amounts are likelier (monetary unit sampling)
  dossier compare ID ID       which records both have
  match ID… [--four-flow|--three-way] [--tolerance 1%|AMOUNT]… [--days N] [--as ROLE=ID]…
        [--linked] [--by one|order|contract] [--note ID=TEXT|ID/RULE=TEXT]… [--notes FILE.json]
        [--out FILE.json|.xlsx|.csv]… [--record]
                              compares contract, goods, invoices and payments (or order, receipt, invoice) by rules; of one ID
                              what hangs together with it by links; --days: how much later than the invoice goods may come;
                              --linked: the same of several IDs; --by: tells several trades apart by order or contract, each compared by itself;
                              --note: on a trade, or a rule of it; --notes: those of a statement that was saved before;
                              --as: what a record is in the trade; --record: the statement (.json) becomes a record of its own
  trace ID|NUMBER [--epcis FILE] [--prov FILE] [--pack FILE.zip [--with document,checker,trust] [--to "NAME <MAIL>"]…
        [--for WHOM] [--show NAME,NAME] [--withhold …] [--disclose …]]
                              the records that refer to one another, on a time line; --pack: their certificates as one
                              ZIP that is verified as one, what is shown as with certify; --epcis, --prov: for programs (EPCIS 2.0, PROV-JSON)
  custody CUSTODY.json        checks a chain of custody; needs no data folder
  verify CERTIFICATE|PICTURE… [FILE…] [--digest SHA256]… [--trust BUNDLE]… [--accept-demo]
         [--report FILE.pdf|FILE.json]
                              checks a certificate: a PDF, a folder of its attachments, or scans and photos of
                              its codes (JPEG, PNG, PDF), or a trace pack (ZIP); --digest: if the document is not at hand; needs no data folder;
                              the report says how an expert repeats every check without this program
  check PATH… [--trust BUNDLE]… [--accept-demo] [--out FILE.pdf|.xlsx|.csv|.sha256]… [--fresh]
                              bulk check: folders, archives and emails; pairs each document with its
                              certificate; continues where it was interrupted; needs no data folder
  trust list | add FILE [--fingerprint HEX] | remove NAME | export --out FILE
                              whom to trust when verifying
  trust make FILE… --name NAME [--chains M] [--witnesses K] [--names first] --out FILE | show FILE
                              make: one trust bundle from bundles, connection files and witness keys, which asks for
                              any M of its chains and any K of its witnesses; show: every name and key in one;
                              needs no data folder
  chain add FILE… [--answer NAME=VALUE]… [--answer-file NAME=FILE]… [--fingerprint HEX] [--optional] |
    list | test [NAME | FILE… [--answer …]] | on|off|remove NAME |
    key NAME [--from FILE] | register [--kind KIND] --out FILE
                              the chains that confirm what this desk seals; FILE…: what the operator handed out; what it
                              leaves open is asked for; test with files tries them before they are added; key: the key by which its
                              members register this desk, new or from a key file (JD Chain)
  witness serve [--listen HOST:PORT] [--tls-cert FILE --tls-key FILE | --behind-proxy] |
    file --url URL --out FILE [--ca FILE] [--vkey KEY --organisation NAME]
                              serve: the witness of this desk for other desks; file: connects a desk to a witness:
                              see docs/witnesses.md
  network [set [--proxy HOST:PORT] [--except HOST]… [--user NAME] [--ca FILE|none] | direct | try ADDRESS]
                              through which HTTP proxy others are reached, and which CA is believed beside the system’s;
                              direct: without a proxy; try: goes the way to an address step by step
  clock [accept --reason TEXT]
                              what the log says of this device's clock; accept: the clock is right, continue
  passphrase                  sets or changes the passphrase of the data folder
  recovery-code               creates a new recovery code; the previous one stops working
  member …                    commands for members of a consortium: see docs/consortium.md;
                              member witness: for members of a JD Chain ledger, see docs/jdchain.md
  demo [--out DIR]            shows the whole process with sample documents

FACTS, for every file of the call:
  --title --kind --number --party (repeatable) --date --amount --currency --obtained --note
  with --facts, --currency applies to amounts in the table without one
  --profile says what sort of document it is, which gives it facts of its own:
${profileOptions}

OPTIONS of every command:
  --home DIR   the data folder; else NOTARY_HOME, else the window's folder
  --json       exactly one JSON object on stdout
  --lang zh|en language of the messages
  --help  --version

NOTARY_PASSPHRASE opens (or, with init, protects) a data folder; passphrase takes the new one from NOTARY_NEW_PASSPHRASE,
chain key --from the password of the key file from NOTARY_KEY_PASSWORD, network set --user that of the proxy from
NOTARY_PROXY_PASSWORD.
Exit codes: 0 proven or done · 10 self-attested · 11 pending · 12 no document was compared · 20 different file
21 tampered · 22 untrusted · 23 unreadable · 25 not what the document says
26 a trace pack that contradicts itself · 27 a match in which something differs or is missing · check also: 13 no certificate · 14 superseded
30 stopped: someone has to act first · 64 wrong usage · 70 anything else
`,
  askPassphrase: 'Passphrase or recovery code: ',
  askNewPassphrase: 'Passphrase for this data folder (Enter for none): ',
  askAgain: 'Repeat: ',
  notTheSame: 'They do not match. Try again.',
  initDone: ({ home, holder }) => `The data folder of ${holder} is ready: ${home}`,
  recoveryCode: 'Recovery code',
  recoveryHint: 'Write it down and keep it away from this machine. It is shown only once.',
  protection: {
    keychain:
      "The keys are locked by the system's key store: the window opens them; commands that write ask for the passphrase or the recovery code (or take it from NOTARY_PASSPHRASE).",
    passphrase:
      'The keys are locked by your passphrase: commands that write ask for it (or take it from NOTARY_PASSPHRASE).',
    file: 'The keys are protected by file permissions only: anyone who can read your files can use them. Set a passphrase with the command passphrase.',
  },
  fingerprint: 'Fingerprint of the log key',
  checkCode: 'Check code',
  issuerCode: 'Check code of the issuer',
  trustKnown: (name) => `Accepted before: ${name}`,
  progress: ({ done, files, percent }) => `${done} of ${files} files, ${percent} %`,
  partsLeft: (count) => `recorded; ${count} still being examined`,
  recorded: 'recorded',
  existing: 'known',
  addDone: ({ recorded, existing, failed }) => `${recorded} recorded, ${existing} already known, ${failed} failed.`,
  addRead: (count) =>
    `${count === 1 ? '1 invoice was' : `${count} invoices were`} read: number, date, amounts and parties are facts of the record; “show” says which.`,
  addSuggested: (count) =>
    `For ${count === 1 ? '1 file' : `${count} files`} something is suggested by a QR code, a page or a name: “show ID” says what, “edit ID --take-suggestions” uses it.`,
  addNext: 'Facts can be changed until they are sealed. Only facts and digests are stored, not the files.',
  noFiles: 'There are no files there.',
  leftOut: (count, names) => `${count} not recorded, files that systems and programs leave in folders: ${names}`,
  unusedColumns: (heads) => `Columns that are not facts, ignored: ${heads}`,
  unmatchedRows: (files) => `In the table, but not among the files: ${files}`,
  refusedCells: (count) => `Not used from the table, as said above: ${count} ${count === 1 ? 'entry' : 'entries'}.`,
  tableCurrency: 'Name the currency of amounts that name none with --currency, for example --currency CNY.',
  tableRow: ({ table, row }) => `${table}, row ${row}`,
  sealDone: ({ sealed, size }) => `${sealed} sealed; the log has ${size} entries.`,
  testNetwork: 'test network',
  switchedOff: 'switched off',
  optional: 'not required',
  chainNone: 'No chains: only the desk itself confirms what it seals.',
  chainDemo: 'This is a test network: it counts only with --accept-demo.',
  chainChanged: ({ name, to }) =>
    ({
      on: `${name} is switched on.`,
      off: `${name} is switched off; nothing is sent to it.`,
      removed: `${name} is removed. Its trust bundle is kept; remove it with trust remove.`,
    })[to],
  askKeyPassword: 'Password of the key file: ',
  chainKey:
    'Send this public key to a member of the chain, who registers it as a user. The private key stays in this desk.',
  chainRegister:
    'Send this file to a member of the consortium, and give them the fingerprint of your log key through another channel.',
  anchored: 'Confirmed by every anchor that is required.',
  nothingRequired: 'No confirmation is required; only this desk says so.',
  onlyOptional: 'No confirmation is required. list and show say who else has confirmed.',
  notAnchored: 'Not confirmed yet. It is queued and will be asked again automatically.',
  nothingToSeal: 'Nothing is waiting to be sealed.',
  heldBack: (count) =>
    `${count} with warnings ${count === 1 ? 'waits' : 'wait'} for a decision and ${count === 1 ? 'was' : 'were'} not sealed: withdraw ID, or seal --include-warned seals them as they are.`,
  folderReadable: (folder) =>
    `Other users of this machine can see the names of files in ${folder}; only you can read their contents.`,
  holder: 'Holder',
  home: 'Data folder',
  checkpoint: 'Checkpoint',
  checkpointAt: ({ size, time, root }) => `${size} entries, ${time}, root ${root}`,
  noCheckpoint: 'none yet',
  memory: 'Last signed, also remembered outside the data folder',
  memorySince: (time) => `since ${time}`,
  memoryStates: {
    kept: 'yes',
    none: 'not yet',
    damaged: 'damaged; it is begun anew with the next sealing',
    newer: 'by a newer version of the program; left alone',
    unreadable: 'cannot be read now; left alone',
  },
  records: 'Records',
  waiting: (count) => `${count} in the next batch`,
  noRecords: 'No records.',
  more: (count) => `${count} more; --limit shows them.`,
  edited: (id) => `${id}: facts changed.`,
  suggestionsTaken: ({ id, count }) => `${id}: ${count} ${count === 1 ? 'suggestion' : 'suggestions'} used.`,
  suggestionsLeft: (ids) => `Not used, because places differ or a fact is stated otherwise: show ${ids}`,
  withdrawn: (id) => `${id} is withdrawn.`,
  withdrawnHere: 'Withdrawn',
  state: 'State',
  size: 'Size',
  time: 'Recorded',
  path: 'File',
  gone: '(no longer there)',
  supersedes: 'Replaces record',
  supersededBy: 'Replaced by record',
  sameInvoice: 'The same invoice',
  perhapsSameInvoice: 'Perhaps the same invoice',
  takenBackBy: 'Taken back by',
  fileSays: (values) => `the file says ${values}`,
  placesDisagree: ({ name, values }) => `${name}: places of the file disagree: ${values}`,
  certificateNumbers: 'Certificate number',
  leaf: ({ number, size, index }) =>
    `Log entry: entry ${number} of ${size} of the log (index ${index} in the proof, counted from 0)`,
  timeline: 'History',
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
  nothingToFinish: 'No certificates are waiting for a final version.',
  chain: 'Chain',
  chainLast: (last) => (last ? `last confirmed ${last.size} entries, ${last.time}` : 'confirmed nothing yet'),
  queue: (count) => `${count} sealed and not confirmed yet`,
  nothingSent: 'Nothing has been sent to named recipients yet (share … --to "Name <mail>").',
  sentStates: {
    current: 'up to date ',
    provisional: 'provisional',
    'final-due': 'FINAL NOW  ',
    'newer-due': 'NEW VERSION',
    replaced: 'replaced   ',
  },
  replacementDue: ({ name, ids }) =>
    `${name} can be sent replacements: notary share ${ids} --to "${name}" --out FILE.zip`,
  packDone: 'Everything for the court is in one file. Start with 0-cover.pdf.',
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
    order: 'none is missing between these entries; later ones can have been left out',
    details: 'details are what the entries commit to',
    head: 'the head is a leaf of the log',
    signatures: 'the signatures of the checkpoint hold',
    anchors: 'anchors on a chain',
  },
  shareDone:
    'This file is ready to send. Give the recipient the check code of the trust bundle through another channel.',
  certificate: 'Certificate',
  document: 'Document',
  facts: 'Facts in the proof',
  withheld: 'Withheld',
  alsoWithheld: (names) => `Also withheld, because it repeats what is withheld: ${names}`,
  signers: 'Signed by',
  noTime: 'no time in the signature',
  checks: 'Checks',
  next: 'Next step',
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
  trustLookAlike: (one, other) =>
    `“${one}” and “${other}” look alike: ask who each of them is before you rely on both.`,
  trustMixedName: (name) =>
    `“${name}” has letters of several alphabets in one word: ask the sender whether it is written so.`,
  trustManyNames: 'There are so many names that not all were compared: some may look alike without a warning.',
  trustCompare: 'Not compared: get the check code through another channel and enter it with --fingerprint.',
  trustNowCompared: 'Counts as compared from now on.',
  trustRemoved: (name) => `Removed: ${name}`,
  trustExported: ({ path, code, fingerprint }) => [`${path}`, `Check code ${code}`, `Fingerprint ${fingerprint}`],
  demo: {
    intro: 'This demonstration creates a desk in a separate folder. Nothing leaves this machine.',
    holder: 'Jiangnan Sample Trading Co., Ltd.',
    operator: 'Li Sample',
    documents: {
      contract: { file: 'purchase-contract.pdf', title: 'Purchase contract' },
      invoice: { file: 'invoice.xml', title: 'Invoice' },
      scan: { file: 'contract-scan.png', title: 'Scan of the contract' },
    },
    obtained: 'Sample document of Notary Desk',
    home: 'Data folder',
    added: (file) => `Recorded: ${file}`,
    sealed: ({ count, root }) => `Sealed: ${count} records, root ${root}`,
    certified: (file) => `Certificate: ${file}`,
    right: 'The certificate with the right document',
    wrong: 'The same certificate with another document',
    altered: ({ from, to }) => `The certificate after someone changed the amount on its page from ${from} to ${to}`,
    asExpected: 'as expected',
    notAsExpected: 'NOT as expected',
    where: (folder) => `Certificates and documents are in ${folder}`,
    check: (command) => `Check one yourself: ${command}`,
  },
};
