/**
 * The registry's members as an anchor carries them. Their node keys and powers are nearly always those of the set in
 * the same anchor, so a member is written as its index there; other members are written in full.
 */

import { NotaryError } from '../../errors.ts';
import { fromBase64, fromHex, toBase64, toHex } from '../../formats/bytes.ts';
import type { Json } from '../../formats/canonical.ts';
import { integer, text } from '../../formats/decoder.ts';
import { type RegisteredMember, readRegisteredMember } from './application.ts';
import type { Validator } from './validators.ts';

const hexOf = (value: unknown, at: string) => {
  const bytes = fromBase64(text(44)(value, at));
  if (bytes.length !== 32) throw new NotaryError('malformed', `${at}: a key has 32 bytes`);
  return toHex(bytes);
};

/** `[organisation, controller, governance key, index in the set]`, or with node key and power instead of the index. */
export function writtenMember(member: RegisteredMember, set: readonly Validator[]): Json {
  const { organisation, controller, governance, validator, power } = member;
  const who = [organisation, controller, toBase64(fromHex(governance, 32))];
  const index = set.findIndex((one) => toHex(one.key) === validator && one.power === power);
  return index < 0 ? [...who, toBase64(fromHex(validator, 32)), power] : [...who, index];
}

/** Reads a written member. Throws `malformed`, also when an index could have been used. */
export function readWrittenMember(value: Json, set: readonly Validator[], at: string): RegisteredMember {
  if (!Array.isArray(value) || (value.length !== 4 && value.length !== 5))
    throw new NotaryError('malformed', `${at}: not a member`);
  const [organisation, controller, governance, fourth, fifth] = value as readonly Json[];
  const inSet = value.length === 4 ? set[integer(0, set.length - 1)(fourth, at)] : null;
  const member = readRegisteredMember(
    {
      organisation,
      controller,
      governance: hexOf(governance, at),
      validator: inSet ? toHex(inSet.key) : hexOf(fourth, at),
      power: inSet ? inSet.power : fifth,
    },
    at,
  );
  if (!inSet && set.some((one) => toHex(one.key) === member.validator && one.power === member.power))
    throw new NotaryError('malformed', `${at}: a member of the set is written as its place`);
  return member;
}
