import { timeText } from '../format.ts';
import type { DeskErrors, ErrorDetails, ErrorWords } from '../types.ts';
import { badInput } from './bad-input.ts';
import { clockAhead, clockBehind } from './clock.ts';
import { homeDamaged } from './damaged.ts';
import { jdchainTrouble } from './jdchain.ts';
import { networkErrors } from './network-errors.ts';

const the = (details: ErrorDetails, what: string) => (details.file === undefined ? what : `“${details.file}”`);
const File = (details: ErrorDetails) => the(details, 'The file');

const checker = (happened: string) => ({
  happened,
  safe: 'Nothing was written.',
  next: 'Install the program again; in a checkout of its source, run “npm run build:verifier”. Then try again.',
});

const refused = {
  happened: 'The chain or witness refused to confirm.',
  safe: 'The sealed records are kept.',
  next: 'Ask the administrator of the chain or witness.',
};

/** Why the members of a consortium refuse. */
const refusals: Readonly<Record<string, ReturnType<DeskErrors['anchor-refused']>>> = {
  'unknown-log': {
    happened: 'The members of the consortium have not registered this desk.',
    safe: 'The sealed records are kept; they are waiting.',
    next: 'Request registration under “Trust & chain” and send the file to a member. Once the desk is registered, it continues automatically.',
  },
  'retired-log': {
    happened: 'The members of the consortium have deregistered this desk and no longer confirm anything from it.',
    safe: 'The sealed records are kept, and confirmed certificates remain valid.',
    next: 'Ask a member for the reason. A new desk can be registered.',
  },
  'bad-signature': {
    happened: 'The members of the consortium know this desk by another key.',
    safe: 'The sealed records are kept; they are waiting.',
    next: 'Ask a member to register the key that this desk uses now.',
  },
  behind: {
    happened:
      'The members of the consortium have accepted more records from this desk than it now has: its data is an older copy, or two machines use the same desk.',
    safe: 'Nothing from the older data was confirmed. Confirmed certificates remain valid.',
    next: 'Do not seal anything here. Restore the latest data folder; if it is lost, set up a new desk and have it registered.',
  },
  fork: {
    happened:
      'The members of the consortium have accepted another history of this desk: its earlier records are not those that they confirmed.',
    safe: 'Nothing of this history is confirmed. Confirmed certificates remain valid.',
    next: 'Do not seal anything here. Find out which copy of the desk has been in use, and contact the members; they can see both histories.',
  },
};

/** Why a witness of others refuses. */
const witnessRefusals: typeof refusals = {
  'witness-unknown-log': {
    happened: 'The witness does not know this desk.',
    safe: 'The sealed records are kept; they are waiting.',
    next: 'Send whoever runs the witness the trust bundle of this desk (“Trust & chain”, or trust export) and give them its check code through another channel. Once they have accepted it, it continues automatically.',
  },
  'witness-key': {
    happened: 'The witness does not accept the signature of this desk: it knows it by another key, or not at all.',
    safe: 'The sealed records are kept; they are waiting.',
    next: 'Send whoever runs the witness the trust bundle that this desk has now (“Trust & chain”, or trust export).',
  },
  'witness-behind': {
    happened:
      'The witness has cosigned more records from this desk than it now has: its data is an older copy, or two machines use the same desk.',
    safe: 'Nothing from the older data was cosigned. What was confirmed before remains valid.',
    next: 'Do not seal anything here. Restore the latest data folder; if it is lost, set up a new desk and send its trust bundle to the witness.',
  },
  'witness-fork': {
    happened:
      'The witness has cosigned another history of this desk: its earlier records are not those that the witness has seen.',
    safe: 'Nothing of this history is cosigned. What was confirmed before remains valid.',
    next: 'Do not seal anything here. Find out which copy of the desk has been in use, and contact whoever runs the witness.',
  },
};

/** Words of a JD Chain ledger, for its reasons. */
const onLedger = (d: ErrorDetails) =>
  (jdchainTrouble as Partial<Record<string, (details: ErrorDetails) => ErrorWords>>)[String(d.reason)]?.(d);

/** Why a channel of Hyperledger Fabric refuses, or cannot be used. */
const fabricRefusals: typeof refusals = {
  'fabric-not-owner': {
    happened:
      'On this channel the log of this desk was registered by another organisation than the one whose identity this desk uses.',
    safe: 'The sealed records are kept; they are waiting.',
    next: 'Import the connection again with an identity of the organisation that registered the log, or ask that organisation.',
  },
};
const fabricUnavailable: typeof refusals = {
  'fabric-clock': {
    happened:
      'The organisations of the channel endorse nothing from this computer: its clock differs from theirs by more than two minutes.',
    safe: 'The sealed records are kept; nothing was sent.',
    next: 'Set the clock of this computer. It is asked again automatically.',
  },
  'fabric-no-key': {
    happened: 'This home has no usable private key for the identity with which this desk speaks to the channel.',
    safe: 'The sealed records are kept; nothing was sent.',
    next: 'Import the connection again, with the certificate and its private key.',
  },
  'fabric-tls': {
    happened: 'The TLS certificate at this address is not by the CA in the connection file, or has another name.',
    safe: 'Nothing was sent.',
    next: 'Ask the operator for the TLS CA certificate of the peer and for the name in its certificate, and import the connection again.',
  },
  'fabric-no-chaincode': {
    happened: 'The chaincode is not committed on the channel, or this identity may not ask for it.',
    safe: 'Nothing was sent.',
    next: 'Ask the operator for the name of the chaincode that keeps checkpoints on this channel.',
  },
};

/** Why the members refuse a decision, by the application’s own code. */
const decisions: Readonly<Record<string, string>> = {
  'no-quorum':
    'Too few members have signed it: more than two thirds are needed. Have more of them sign, and submit it again.',
  stale: 'Another decision was carried out first. Propose it again and have it signed again.',
  'not-applicable':
    'It refers to something that does not exist, or already exists. See “member status”, and make another proposal.',
  'bad-signature':
    'It has a signature that is not from a current member. Have members sign it with their governance keys.',
  known: 'It was already submitted. Check “member status” to see whether it was carried out.',
};

const decisionRefused = (d: ErrorDetails) => ({
  happened: `The members refuse this decision: ${d.told ?? d.code ?? '?'}`,
  safe: 'Nothing was changed.',
  next: decisions[String(d.code)] ?? 'Propose it again.',
});

const membersChanged = {
  happened:
    'The confirmation was signed by members other than those in this desk’s consortium file: the membership has probably changed.',
  safe: 'It was not accepted. The sealed records are kept and are waiting.',
  next: 'Ask a member for the newer consortium file, compare its fingerprint through another channel, and add it under “Trust & chain” (chain add). If there is none, do not trust the answer.',
};

const invalid = {
  happened: 'The chain or witness gave an invalid answer.',
  safe: 'It was not accepted; the sealed records are kept.',
  next: 'Ask the administrator of the chain or witness.',
};

const noQuorum = (d: ErrorDetails) => ({
  happened: `Only ${d.answering} of ${d.all} members of the chain answer; at least ${d.need} must sign, so it can confirm nothing now.`,
  safe: 'The sealed records are kept; they wait for it.',
  next: 'Nothing needs to be done here: it goes on by itself once enough members are back. If it lasts, tell a member.',
});

const unavailable = {
  happened: 'The chain or witness could not be reached.',
  safe: 'The sealed records are kept.',
  next: 'Nothing needs to be done: it will be asked again automatically.',
};

const wrongState = {
  happened: 'This is not possible in the record’s current state; for example, sealed records cannot be changed.',
  safe: 'Nothing was changed.',
  next: 'See in the list which state it is in; correct a sealed record with a new one.',
};

/** Why something is not possible now. */
const wrongStates: Readonly<Record<string, typeof wrongState>> = {
  erased: {
    happened: 'The facts of this record were erased: no certificate can be made of it any more.',
    safe: 'Certificates already handed over remain valid.',
    next: 'If the document is still needed, add it again as a new record.',
  },
  'erased-already': {
    happened: 'These records have already been erased.',
    safe: 'Nothing was changed.',
    next: 'Nothing needs to be done.',
  },
  'client-key': {
    happened: 'This desk already has another key for this chain.',
    safe: 'Nothing was changed.',
    next: 'Have the members register the public key that “chain key NAME” shows, or use the other key with a new desk.',
  },
  busy: {
    happened:
      'Nothing can be erased while files are being recorded, certificates or a pack are being made, or a bulk check is running.',
    safe: 'Nothing was changed.',
    next: 'Wait until it is finished, or cancel it, then erase. Interrupted recording continues when the window is opened.',
  },
};

const olderData = {
  happened:
    'The data of this desk is older than what it has already signed: an old copy was restored, or two machines use the same desk.',
  safe: 'Nothing will be sealed until this is resolved. Issued certificates remain valid.',
  next: 'Restore the latest data folder. If it is lost, set up a new desk.',
};

const signedElsewhere = (d: ErrorDetails) =>
  `${d.signed} entries on ${timeText(String(d.time), 0)}, from the data folder ${d.home}`;

/** Whether a shorter log is the beginning of the longer one. */
const beginnings: Readonly<Record<string, string>> = {
  proven: 'These are the first entries of the longer log.',
  unknown:
    'It is not known whether these are the first entries of the longer log; if they are not, their certificates contradict it.',
};

/** Why a desk must not sign beside what a copy of it has signed on this computer. */
const rolledBack: Readonly<Record<string, (d: ErrorDetails) => typeof olderData>> = {
  'other-copy': (d) => ({
    happened: `This data folder is a copy, or was put back: the log of this desk was signed further on this computer, up to ${signedElsewhere(d)}. Here it has ${d.found}. ${beginnings[String(d.beginning)] ?? ''}`,
    safe: olderData.safe,
    next: 'If you only tried out a copy or a backup, nothing is wrong: continue with the data folder that was signed last, and remove the other. If it is lost, put back the latest backup of it, or set up a new desk. What is sealed here can still be read, checked and certified.',
  }),
  'other-history': (d) => ({
    happened: `This data folder is a copy, and both have been used: on this computer the log of this desk was signed with other entries, up to ${signedElsewhere(d)}. Here it has ${d.found}.`,
    safe: 'Nothing more will be sealed here, and no certificate is made of it. Issued certificates remain valid.',
    next: 'Do not use this copy any more, and keep it. Continue with the data folder that was signed last, and add to it what is only recorded here.',
  }),
};

const lostMemories: Readonly<Record<string, string>> = {
  damaged: 'was damaged, or is not from this desk; it is begun anew.',
  newer: 'was written by a newer version of the program and is left alone.',
  unwritable: 'cannot be written.',
};

/** Why nobody answers, where that is known. */
const unreached = (d: ErrorDetails) =>
  networkErrors[String(d.reason)]?.(d) ?? onLedger(d) ?? fabricUnavailable[String(d.reason)];

/** Errors that only a desk meets, in English. Each says what happened, what is safe, and what to do next. */
export const deskErrors: DeskErrors = {
  'bad-input': (d) => ({
    happened: badInput(d),
    safe: 'Nothing was changed.',
    next: 'Correct the value and try again.',
  }),
  usage: () => ({
    happened: 'The command was not understood.',
    safe: 'Nothing was changed.',
    next: 'See the help for the commands and their options.',
  }),
  'file-missing': (d) =>
    d.reason === 'checker'
      ? checker('The checker page, which goes with this, was not built with this program.')
      : {
          happened: `${File(d)} was not found, or has been moved.`,
          safe: 'All other files were kept.',
          next: 'Check its name and location, then try again.',
        },
  'file-changed': (d) =>
    d.reason === 'checker'
      ? checker('The checker page of this program is not the one that was built with it.')
      : {
          happened: `${File(d)} changed while it was being read.`,
          safe: 'Nothing was recorded for it; all other files were kept.',
          next: 'Wait until it is saved or synchronised, then add it again.',
        },
  'file-empty': (d) => ({
    happened: `${File(d)} is empty.`,
    safe: 'Nothing was recorded for it; all other files were kept.',
    next: 'Check that it is the right file.',
  }),
  'file-special': (d) => ({
    happened: `${File(d)} is not an ordinary file (a device, socket or pipe).`,
    safe: 'All other files were kept.',
    next: 'Do not add it.',
  }),
  'file-loop': (d) => ({
    happened: `${File(d)} is part of a loop of links.`,
    safe: 'All other files were kept.',
    next: 'Add the files themselves instead of the link.',
  }),
  'file-path-too-long': (d) => ({
    happened: `The path of ${the(d, 'the file')} is too long.`,
    safe: 'All other files were kept.',
    next: 'Move the file to a folder with a shorter path and add it again.',
  }),
  'write-failed': (d) => ({
    happened: `${File(d)} could not be written.`,
    safe: 'Everything recorded so far is kept.',
    next: 'Check the free disk space and your write permission, then try again.',
  }),
  'no-home': () => ({
    happened: 'This desk has not been set up.',
    safe: 'Nothing was changed.',
    next: 'Set it up first by entering the holder (on the command line: init --holder NAME).',
  }),
  'home-exists': () => ({
    happened: 'This desk is already set up.',
    safe: 'It was left unchanged.',
    next: 'Use it, or choose another folder for the data.',
  }),
  'home-locked': () => ({
    happened: 'Another program is using this desk’s data.',
    safe: 'The data is not affected.',
    next: 'Close the other window or command, then try again.',
  }),
  'home-newer': () => ({
    happened: 'The data of this desk was made by a newer version of the program.',
    safe: 'The data was not changed.',
    next: 'Update this program.',
  }),
  'home-damaged': homeDamaged,
  'key-locked': (d) => ({
    happened:
      d.reason === 'wrong-secret'
        ? 'This is neither the passphrase nor the recovery code of this desk.'
        : 'The keys of this desk are locked.',
    safe: 'The records and keys are kept.',
    next:
      d.reason === 'wrong-secret'
        ? 'Check the case of letters and try again.'
        : 'Enter the recovery code or the passphrase.',
  }),
  'key-missing': () => ({
    happened: 'The keys of this desk were not found.',
    safe: 'Issued certificates remain valid.',
    next: 'Restore the key file from a backup of the data folder.',
  }),
  'clock-behind': clockBehind,
  'clock-ahead': clockAhead,
  'rolled-back': (d) => rolledBack[String(d.reason)]?.(d) ?? olderData,
  'memory-lost': (d) => ({
    happened: `What this desk has signed is also remembered outside its data folder, so that a copy of the folder is noticed. ${File(d)} ${lostMemories[String(d.reason)] ?? lostMemories.damaged}`,
    safe: 'Work goes on, and nothing is lost. Until the next sealing is remembered there, two copies of the data folder on this computer would not be noticed.',
    next: 'Check the free disk space and your write permission there. Use only one copy of the data folder.',
  }),
  'wrong-state': ({ reason }) => wrongStates[String(reason)] ?? wrongState,
  'trust-exists': () => ({
    happened: 'This trust bundle is already accepted.',
    safe: 'Nothing was changed.',
    next: 'Nothing needs to be done.',
  }),
  'trust-fingerprint': () => ({
    happened: 'The fingerprint you entered does not match this file.',
    safe: 'The trust bundle was not accepted.',
    next: 'Check for typing errors. If it still differs, do not accept the file; ask the sender.',
  }),
  'anchor-refused': (d) =>
    d.reason === 'decision'
      ? decisionRefused(d)
      : (onLedger(d) ?? { ...refusals, ...witnessRefusals, ...fabricRefusals }[String(d.reason)] ?? refused),
  'anchor-stale': () => ({
    happened: 'The chain moved on while this checkpoint was on its way.',
    safe: 'Your records are sealed and unaffected; nothing was sent twice.',
    next: 'Nothing needs to be done: the desk prepares it again automatically.',
  }),
  'anchor-unavailable': (d) => (d.reason === 'no-quorum' ? noQuorum(d) : (unreached(d) ?? unavailable)),
  'anchor-invalid': ({ reason }) => (reason === 'members-changed' ? membersChanged : invalid),
};
