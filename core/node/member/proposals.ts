/** What `member propose` takes: the decisions by their names, and whether the names in them can be told apart from others. */
import { NotaryError } from '../../errors.ts';
import { type NameWarnings, unclearOf, warningsAmong } from '../../formats/look-alike-names.ts';
import { areAlike, type Holding, toldApart } from '../../formats/names.ts';
import { usage } from '../cli/arguments.ts';
import { parseRegistrationRequest } from '../cometbft/registration-request.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { readSmallFile } from '../system/small-file.ts';
import { asMember, parsePublicMember } from './folder.ts';
import type { Action } from './governance.ts';
import type { ChainDescription } from './trust-export.ts';

/** What was typed behind `member propose`. */
interface Typed {
  option(name: 'organisation' | 'controller'): string | null;
  /** A word by its index; `name` is what the words for people call it. Throws `usage` when it was not given. */
  word(index: number, name: string): string;
}

/** Reads a decision; its files and words stand behind its name. Throws `usage` and what readers of files throw. */
export const ACTIONS: { readonly [K in Action['do']]: (call: Typed) => Action } = {
  'register-log': (call) => {
    const { vkey, organisation, controller } = parseRegistrationRequest(
      readSmallFile(call.word(1, 'FILE')),
      nodeCrypto,
    );
    return {
      do: 'register-log',
      vkey,
      organisation: call.option('organisation') ?? organisation,
      controller: call.option('controller') ?? controller,
    };
  },
  'retire-log': (call) => ({ do: 'retire-log', origin: call.word(1, 'ORIGIN') }),
  'rotate-log-key': (call) => ({ do: 'rotate-log-key', origin: call.word(1, 'ORIGIN'), vkey: call.word(2, 'VKEY') }),
  'add-member': (call) => ({
    do: 'add-member',
    member: asMember(parsePublicMember(readSmallFile(call.word(1, 'FILE')))),
  }),
  'remove-member': (call) => ({ do: 'remove-member', organisation: call.word(1, 'ORGANISATION') }),
  'rotate-member-key': (call) => {
    const role = call.word(2, 'governance|validator');
    if (role !== 'governance' && role !== 'validator')
      throw usage('one-of', { option: 'ROLE', known: 'governance, validator' });
    return { do: 'rotate-member-key', organisation: call.word(1, 'ORGANISATION'), role, key: call.word(3, 'KEY') };
  },
};

/** Whether a decision is called so. */
export const isAction = (name: string | undefined): name is Action['do'] =>
  name !== undefined && Object.hasOwn(ACTIONS, name);

/** Who a decision brings in; null for one that names nobody new. */
function newHolding(action: Action): Holding | null {
  if (action.do === 'register-log') return action;
  return action.do === 'add-member' ? action.member : null;
}

/** Throws `bad-input` for names that are not what they look like: with hidden or blank characters, or unusual spaces. */
export function refuseUnclear(...names: readonly string[]): void {
  const unclear = unclearOf(names);
  if (unclear.length > 0)
    throw new NotaryError('bad-input', `names that are not what they look like: ${unclear.join(', ')}`, {
      reason: 'unclear-name',
      names: unclear.join(' · '),
    });
}

/**
 * Throws `bad-input` for a controller that is one voice with another of these and written in another way
 * (docs/certificate-format/voices.md): verifiers count the signatures of both as one, which nobody sees who only reads.
 */
export function refuseOneVoice(controllers: readonly string[], among: readonly string[] = controllers): void {
  for (const one of controllers) {
    const other = among.find((known) => known !== one && areAlike(known, one));
    if (other === undefined) continue;
    const names = [one, other].map(toldApart).join(' · ');
    throw new NotaryError('bad-input', `controllers that are one voice: ${names}`, { reason: 'one-voice', names });
  }
}

/**
 * What to warn of before a decision is signed: who it brings in beside those whom the chain knows. Throws like `refuseUnclear`
 * and `refuseOneVoice`.
 */
export function namesOf(action: Action, { members, logs }: Pick<ChainDescription, 'members' | 'logs'>): NameWarnings {
  const holding = newHolding(action);
  if (holding === null) return { alike: [], mixed: [], unread: false };
  const { organisation, controller } = holding;
  const known = [...members, ...logs.map(([, registration]) => registration)];
  refuseUnclear(organisation, controller);
  refuseOneVoice(
    [controller],
    known.map((one) => one.controller),
  );
  return warningsAmong([holding], known);
}

/** Names of a chain's first members, as `namesOf` looks at them. Throws likewise. */
export function namesOfFirst(members: readonly Holding[]): NameWarnings {
  refuseUnclear(...members.flatMap(({ organisation, controller }) => [organisation, controller]));
  refuseOneVoice(members.map(({ controller }) => controller));
  return warningsAmong(members, []);
}
