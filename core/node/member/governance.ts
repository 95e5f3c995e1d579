/**
 * Decisions of the members: what can be decided, what is signed, and what it changes. A decision names its chain and
 * its number, so it can be carried out only on that chain, once, and in order. More than two thirds of the governance
 * keys must sign.
 */

import type { Approval } from '../../anchors/cometbft/transaction.ts';
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { concat, fromHex, toHex, utf8 } from '../../formats/bytes.ts';
import { canonicalBytes, type Json, parseCanonical } from '../../formats/canonical.ts';
import { isFirstKey } from '../../formats/checkpoint.ts';
import { type Decoder, integer, literal, object, oneOf, text } from '../../formats/decoder.ts';
import { logOrigin } from '../../formats/ids.ts';
import { KEY_TYPE, parseVerifierKey, verifierKeyText } from '../../formats/note.ts';
import { ACCEPTED, type Outcome } from '../cometbft/codes.ts';
import { plainText } from '../cometbft/plain-text.ts';
import {
  beginEpoch,
  hexKey,
  latestOf,
  type Member,
  membersOf,
  nextDecision,
  readMember,
  refuseShared,
  registrationOf,
  setDecision,
  setMembers,
  setRegistration,
} from './registry.ts';
import type { State } from './state.ts';

/** What can be decided. */
export type Action =
  | { readonly do: 'register-log'; readonly vkey: string; readonly organisation: string; readonly controller: string }
  | { readonly do: 'retire-log'; readonly origin: string }
  | { readonly do: 'rotate-log-key'; readonly origin: string; readonly vkey: string }
  | { readonly do: 'add-member'; readonly member: Member }
  | { readonly do: 'remove-member'; readonly organisation: string }
  | {
      readonly do: 'rotate-member-key';
      readonly organisation: string;
      readonly role: 'governance' | 'validator';
      readonly key: string;
    };

/** A decision as signed. */
export interface Decision {
  readonly v: 1;
  readonly chain: string;
  readonly number: number;
  readonly action: Action;
}

function actionDecoder(crypto: Crypto): Decoder<Action> {
  const vkey = verifierKeyText(crypto);
  const decoders: { [K in Action['do']]: Decoder<Action> } = {
    'register-log': object({ do: literal('register-log'), vkey, organisation: plainText, controller: plainText }),
    'retire-log': object({ do: literal('retire-log'), origin: logOrigin }),
    'rotate-log-key': object({ do: literal('rotate-log-key'), origin: logOrigin, vkey }),
    'add-member': object({ do: literal('add-member'), member: readMember }),
    'remove-member': object({ do: literal('remove-member'), organisation: plainText }),
    'rotate-member-key': object({
      do: literal('rotate-member-key'),
      organisation: plainText,
      role: oneOf('governance', 'validator'),
      key: hexKey,
    }),
  };
  const names = Object.keys(decoders) as Action['do'][];
  return (value, at) => {
    const name = oneOf(...names)((value as { do?: unknown } | null)?.do, `${at}.do`);
    return decoders[name](value, at);
  };
}

/** Canonical bytes of a decision. */
export function decisionBytes(decision: Decision): Uint8Array {
  return canonicalBytes(decision as unknown as Json);
}

/** Reads a decision. Throws `malformed` or `too-large`. */
export function parseDecision(bytes: Uint8Array, crypto: Crypto): Decision {
  const read = object<Decision>({
    v: literal(1),
    chain: text(50),
    number: integer(1),
    action: actionDecoder(crypto),
  });
  return read(parseCanonical(bytes), 'decision');
}

/** What a member signs. */
export function decisionMessage(decision: Uint8Array): Uint8Array {
  return concat(utf8('notary-desk/decision/v1\0'), decision);
}

const refused = (code: Outcome['code'], log: string): Outcome => ({ code, log });

/** Checks the signatures and carries the decision out. Changes nothing unless it is accepted. */
export function decide(state: State, bytes: Uint8Array, approvals: readonly Approval[], crypto: Crypto): Outcome {
  let decision: Decision;
  try {
    decision = parseDecision(bytes, crypto);
  } catch (error) {
    return refused('malformed', error instanceof NotaryError ? error.message : 'not a decision');
  }
  if (decision.chain !== state.chain) return refused('not-applicable', `a decision for chain ${decision.chain}`);
  const next = nextDecision(state);
  if (decision.number !== next) return refused('stale', `decision ${decision.number}; the next one is ${next}`);
  const signed = checkApprovals(state, bytes, approvals, crypto);
  if (signed.code !== 'ok') return signed;
  const outcome = carryOut(state, decision.action, crypto);
  if (outcome.code === 'ok') setDecision(state, decision.number);
  return outcome;
}

function checkApprovals(state: State, bytes: Uint8Array, approvals: readonly Approval[], crypto: Crypto): Outcome {
  const members = membersOf(state);
  const keys = approvals.map(({ key }) => toHex(key));
  if (keys.some((key, i) => i > 0 && key <= (keys[i - 1] ?? '')))
    return refused('malformed', 'signatures stand in the order of their keys, each key once');
  for (const [i, { key, signature }] of approvals.entries()) {
    const isMember = members.some(({ governance }) => governance === keys[i]);
    if (!isMember || !crypto.verifyEd25519(signature, decisionMessage(bytes), key))
      return refused('bad-signature', `no valid signature of a member: ${keys[i]}`);
  }
  return 3 * keys.length > 2 * members.length
    ? ACCEPTED
    : refused('no-quorum', `${keys.length} of ${members.length} members signed; more than two thirds are needed`);
}

function carryOut(state: State, action: Action, crypto: Crypto): Outcome {
  switch (action.do) {
    case 'register-log':
      return registerLog(state, action, crypto);
    case 'retire-log':
      return retireLog(state, action.origin);
    case 'rotate-log-key':
      return rotateLogKey(state, action, crypto);
    case 'add-member':
      return changeMembers(state, [...membersOf(state), action.member], crypto);
    case 'remove-member':
      return removeMember(state, action.organisation, crypto);
    case 'rotate-member-key':
      return rotateMemberKey(state, action, crypto);
  }
}

type ActionOf<K extends Action['do']> = Extract<Action, { readonly do: K }>;

function registerLog(
  state: State,
  { vkey, organisation, controller }: ActionOf<'register-log'>,
  crypto: Crypto,
): Outcome {
  const key = parseVerifierKey(vkey, crypto);
  if (!isFirstKey(key, crypto)) return refused('not-applicable', 'a log is registered by its first key');
  if (registrationOf(state, key.name)) return refused('not-applicable', `${key.name} is registered already`);
  const keys = [[toHex(key.publicKey), 0, null]] as const;
  setRegistration(state, key.name, { controller, keys, organisation, retired: false });
  return ACCEPTED;
}

function retireLog(state: State, origin: string): Outcome {
  const known = registrationOf(state, origin);
  if (!known || known.retired) return refused('not-applicable', `${origin} is not in use`);
  setRegistration(state, origin, { ...known, retired: true });
  return ACCEPTED;
}

/** The old key stays valid for what it signed; the new one signs from the next size on. The origin does not change. */
function rotateLogKey(state: State, { origin, vkey }: ActionOf<'rotate-log-key'>, crypto: Crypto): Outcome {
  const known = registrationOf(state, origin);
  const key = parseVerifierKey(vkey, crypto);
  if (!known || known.retired) return refused('not-applicable', `${origin} is not in use`);
  if (key.name !== origin || key.type !== KEY_TYPE.ed25519)
    return refused('not-applicable', 'the new key must carry the name of the log');
  const fresh = toHex(key.publicKey);
  if (known.keys.length >= 64 || known.keys.some(([old]) => old === fresh))
    return refused('not-applicable', 'a key that this log had before');
  const { size } = latestOf(state, origin, crypto);
  const ended = known.keys.map(([old, from, to]) => [old, from, to ?? size] as const);
  setRegistration(state, origin, { ...known, keys: [...ended, [fresh, size + 1, null]] });
  return ACCEPTED;
}

function changeMembers(state: State, members: readonly Member[], crypto: Crypto): Outcome {
  try {
    refuseShared(members);
  } catch {
    return refused('not-applicable', 'two members would share a name or a key');
  }
  if (members.length === 0 || members.length > 64) return refused('not-applicable', 'from 1 to 64 members');
  setMembers(state, members);
  beginEpoch(state, state.height + 2, crypto);
  return ACCEPTED;
}

function removeMember(state: State, organisation: string, crypto: Crypto): Outcome {
  const members = membersOf(state);
  const left = members.filter((member) => member.organisation !== organisation);
  if (left.length === members.length) return refused('not-applicable', `no member ${organisation}`);
  return changeMembers(state, left, crypto);
}

function rotateMemberKey(state: State, action: ActionOf<'rotate-member-key'>, crypto: Crypto): Outcome {
  const { organisation, role, key } = action;
  const members = membersOf(state);
  const known = members.find((member) => member.organisation === organisation);
  if (!known || known[role] === key) return refused('not-applicable', `no member ${organisation} with another key`);
  const changed = members.map((member) => (member === known ? { ...member, [role]: key } : member));
  if (role === 'validator') return changeMembers(state, changed, crypto);
  try {
    refuseShared(changed);
  } catch {
    return refused('not-applicable', 'two members would share a key');
  }
  setMembers(state, changed);
  return ACCEPTED;
}

/** A validator key in the engine's format. */
export function validatorKey({ validator }: Member): Uint8Array {
  return fromHex(validator, 32);
}
