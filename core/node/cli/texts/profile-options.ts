/** The options for facts of profiles, made from the table of profiles. */
import { PROFILE_FACTS, type ProfileName, profileForms } from '../../../records/profiles/facts.ts';

/** `sellerId` is `--seller-id`. */
export const optionOf = (fact: string): string => fact.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const PROFILES = Object.keys(PROFILE_FACTS) as readonly ProfileName[];
const WIDTH = Math.max(...PROFILES.map((profile) => profile.length)) + 2;

/** A line for each profile: its key, and the options of its facts. */
export const profileOptions: string = PROFILES.map((profile) => {
  const options = Object.keys(profileForms(profile)).map((fact) => `--${optionOf(fact)}`);
  return `    ${profile.padEnd(WIDTH)}${options.join(' ')}`;
}).join('\n');
