import { profileFactWords } from '../../records/profiles/words.ts';
import type { ErrorDetails } from '../types.ts';
import { labels } from './labels.ts';
import { contradictions } from './trust.ts';

const factLabels: Readonly<Record<string, string>> = {
  ...profileFactWords('en'),
  ...labels.facts,
  recipient: 'For whom',
  reason: 'Reason',
};

const labelled = (names: ErrorDetails[string] | undefined) =>
  String(names)
    .split(', ')
    .map((name) => factLabels[name] ?? name)
    .join(', ');

/** What is wrong with a value, by `details.reason`. */
const REASONS: Readonly<Record<string, (value: string, details: ErrorDetails) => string>> = {
  ...contradictions,
  'too-long': (value) => `${value} is longer than 200 characters.`,
  invisible: (value) => `${value} contains characters that cannot be seen (such as control characters).`,
  empty: (value) => `${value} is missing.`,
  'not-a-date': (value) => `${value} is not a valid date; write it as 2026-11-22.`,
  'not-an-amount': (value) => `${value} is not a number; write it as 128000.00.`,
  'not-a-currency': (value) => `${value} names no known currency; write its code by ISO 4217, for example CNY.`,
  'no-currency': (value) => `${value} needs its currency, for example CNY; the settings can name a usual one.`,
  'two-currencies': (value) =>
    `${value} names two currencies (beside the number, in its column or its format), or its sign does not fit the usual one; write the code of one, for example CNY.`,
  'not-a-quantity': (value) => `${value} is not a number; write it as 1250 or 12.5, and the unit beside it.`,
  'not-a-scheme': (value) => `${value} is none of the schemes that are known; leave it empty, or choose “Other”.`,
  'not-of-profile': (value) =>
    `${value} has no place in a record of this profile; choose the profile that the document has (invoice, delivery note, payment, warehouse receipt), or leave it out.`,
  'would-drop': (_, { names }) =>
    `With this profile the record has no place for: ${labelled(names)}. Nothing is dropped unless you say so.`,
  'no-profile': (_, { known }) =>
    known === undefined
      ? 'Only the record of a document can have a profile.'
      : `This profile is not known; there are: ${known}.`,
  'not-a-tolerance': () =>
    'A tolerance is a part, such as 1%, or an amount, such as 5.00; days are a whole number up to 3660.',
  'no-such-row': () =>
    'The match has no such row to note something on: name an order or contract of it, and a rule of the set.',
  'two-notes': () => 'Two notes are given for one row of the match; a row has one.',
  'not-a-note': (_, { max }) => `A note is one line of at least one character, and at most ${max}.`,
  'nothing-stated': () =>
    'A record that was withdrawn or erased, or is damaged, states nothing that could be compared.',
  'no-amount': (value) => `${value} has a currency but no number.`,
  address: (_, { address }) =>
    `“${address}”, entered as a recipient, is not an email address; use this form: Name <name@example.com>.`,
  'check-character': (value) =>
    `The check character of ${value} does not fit, or characters are missing or too many; compare it with the business licence (a credit code has 18 characters, no I, O, S, V or Z, and no words beside it).`,
  'too-many': (value) => `${value} has too many entries.`,
  'no-file-column': () => 'The first row of the table has no column “file”.',
  'no-file': () => 'The row names no file.',
  twice: () => 'The first row of the table names two columns for the same fact.',
  'old-workbook': () => 'This is a workbook of Excel 97 to 2003; save it as XLSX or CSV.',
  'locked-workbook': () => 'This workbook opens only with a password; take the password off and save it as XLSX.',
  'other-workbook': () => 'Workbooks of this kind (ODS, XLSB) are not read; save the table as XLSX.',
  'page-as-table': () =>
    'This is a web page or XML that only looks like a workbook by its name; open it in a spreadsheet program and save it as XLSX.',
  'text-encoding': () => 'The text of the table is in an encoding that is not read; save it as “CSV UTF-8” or XLSX.',
  'head-below': () => 'The names of the columns are only in this row; delete the rows above it.',
  'file-twice': (_, { file, rows }) => `“${file}” is also in row ${rows}; none of these rows was used. Keep only one.`,
  'several-files': (_, { file }) =>
    `Several files are called “${file}”; write their folder before the name, such as June/${file}.`,
  'long-number': (value) =>
    `${value} is a number that the spreadsheet has already rounded; format the cell as text and type it again.`,
  'not-as-shown': (value) =>
    `${value} shows another number than the cell holds (a unit, rounding or percent); write it out as it is meant.`,
  'cell-error': (value) => `${value} is an error or a formula without a result.`,
  merged: (value) => `${value} lies in merged cells; write it into each row.`,
  'open-quote': () =>
    'A quotation mark in the row opens a cell that is never closed; the row was not used. Delete the mark, or add the other one.',
  'hidden-column': (value) =>
    `The column of ${value} is hidden in the spreadsheet and was not used; show it, or delete it.`,
  'hidden-cell': (value) => `${value} has a format that shows nothing and was not used.`,
  'hidden-row': () => 'The row is hidden in the spreadsheet and was not used.',
  'one-file': () => 'A new version is one file.',
  'same-bytes': () => 'This file is the same as the version that it is to replace, byte for byte.',
  'names-holder': () => 'The holder is withheld, and the trust bundle names the holder; leave one of the two out.',
  'chain-names-holder': () =>
    'The holder is withheld, but the chain that confirmed the record has registered the holder by name, and that is part of the proof; hand it over with the holder disclosed.',
  'unclear-names': (_, { names }) =>
    `Names in this trust bundle have characters that cannot be seen or spaces that are not the usual one: ${names}. Ask its sender for a bundle without them.`,
  'unclear-name': (_, { names }) =>
    `Names have characters that cannot be seen or spaces that are not the usual one: ${names}. Write them without these, or ask for a file without them.`,
  'one-voice': (_, { names }) =>
    `Verifiers take these two for one controller, and count their signatures once: ${names}. If it is the same one, write it exactly as it is known; if not, ask for a name that is told apart at a glance.`,
  'jd-key': () =>
    'This is no private key of jdchain-cli, or the password does not open it; take the file .priv and its password.',
  'own-bundle': () => "The desk's own trust bundle cannot be removed.",
  'passphrase-like-code': () =>
    'The passphrase reads like a recovery code (30 letters and digits); choose a longer or shorter one.',
  'no-witnessed-log': () =>
    'No other desk is witnessed yet: accept the trust bundle of the other desk first and compare its check code (trust add FILE --fingerprint CODE).',
  'import-open': () => 'These files do not make a connection yet: complete what is missing first.',
  'one-log': () => 'A member’s witness accepts one log at a time: take the bundle that a desk exports of itself.',
  'witness-file': (value) => `This is no address or key of a witness: ${value}`,
  listen: (value) => `The witness cannot listen there: ${value}`,
  'passphrase-short': (_, { min }) => `The passphrase is too short; it needs at least ${min} characters.`,
  'recovery-length': (_, { length }) => `A recovery code has 30 characters; this one has ${length}.`,
  'wrong-secret': () => 'This is neither the passphrase nor the recovery code of this desk.',
  'open-folder': (_, { folder }) =>
    `Other users of this machine may write to the folder “${folder}”, so keys are not safe in it; take a new folder, or let only yourself write to it.`,
  'altered-certificate': (_, { file }) =>
    `“${file}” was altered after it was issued; ask its issuer for the certificate again.`,
  'link-self': () => 'A record cannot refer to itself.',
  'link-circle': () =>
    'That record refers to this one already, directly or through others. A record can only refer to one that is sealed before it; remove the other link first.',
  'too-many-links': () => 'A record has at most 50 links.',
  'no-dossier': () => 'This record is no dossier.',
  'empty-dossier': () => 'No record would be in this dossier.',
  'in-dossier': () => 'The record is in the dossier, so it cannot be shown to be missing.',
  'not-drawn': () => 'Other records would be laid open than those that the seed draws.',
  'other-dossier': () =>
    'The list of items of the other dossier is not there, or is not the one that its record commits to. Ask for a certificate with all items.',
  'rule-needs-words': () => 'The cut-off date is part of the rule: say in words what is in the dossier.',
  'rule-too-long': (_, d) => `A rule has at most ${d.most} lines.`,
  'no-cut-off': () => 'The tables need a cut-off date.',
  'no-amounts': () =>
    'No item of the dossier has an amount above zero in this currency, so none can be drawn by amount.',
  'several-currencies': () => 'The amounts are in several currencies, which are never added: say one with --currency.',
  'amount-unknown': () =>
    'A record of the dossier was erased, so its amount is not known and none can be drawn by amount.',
  'column-twice': () => 'Two columns of the tape were given the same meaning; leave one of them alone.',
  'proxy-address': () =>
    'This is not the address of an HTTP proxy; write it as proxy.example.com:3128. User and password are given apart from it.',
  'proxy-exception': (_, { exception }) =>
    `“${exception}” is no exception; write a name (example.com), an IP address or a range (10.0.0.0/8), without a port.`,
  'proxy-user': () => 'The user of a proxy is 1 to 200 characters without a colon.',
  'proxy-password': () =>
    'The password of the proxy is needed: it is asked for again when the address or the user changes (or comes from NOTARY_PROXY_PASSWORD).',
  'network-target': () => 'This is no address to try; write it as example.com:443 or https://example.com.',
  'ca-none': () => 'The file has no certificates in PEM (up to 16 of them); ask for the CA certificate as PEM.',
  'ca-private-key': () =>
    'The file has a private key, which does not belong here; ask for the certificate of the CA alone.',
  'ca-not-ca': (_, { subject }) =>
    `“${subject}” is not the certificate of a CA; ask your administrator for the one that signed it.`,
  'ca-expired': (_, { subject, until }) =>
    `The CA “${subject}” has expired (${until}); ask your administrator for the present one.`,
  'ca-not-yet': (_, { subject }) => `The CA “${subject}” is not valid yet; check the date of this device.`,
  'recovery-typo': () => 'The recovery code has a typing error.',
};

/** The sentence for a refused value; `row` is its row in a table. */
export function badInput(details: ErrorDetails): string {
  const label = factLabels[String(details.fact)];
  const value = label === undefined ? 'A value' : `“${label}”`;
  const sentence = REASONS[String(details.reason)]?.(value, details) ?? `${value} is not allowed as it was typed.`;
  return details.row === undefined ? sentence : `Row ${details.row}: ${sentence}`;
}
