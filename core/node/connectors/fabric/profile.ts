/**
 * A connection profile of Fabric (JSON or YAML), as its samples and consoles write it. Only what a connection needs is taken out of it:
 * addresses, TLS authorities and the organisation's name. A profile may hold private keys; nothing of it is kept whole.
 */
import { parse } from 'yaml';
import { NotaryError } from '../../../errors.ts';
import { type Decoder, dictionary, list, loose, orElse, readOrNull, text } from '../../../formats/decoder.ts';

/** A peer as a profile names it. */
export interface ProfilePeer {
  readonly name: string;
  readonly url: string;
  /** PEM of its TLS authorities; null where the profile only names a file, or nothing. */
  readonly ca: string | null;
  readonly hostname: string | null;
}

/** What is taken out of a profile. */
export interface Profile {
  /** The organisation of the client; null when the profile does not say which. */
  readonly mspId: string | null;
  /** The peers of that organisation; of all when it is not known. */
  readonly peers: readonly ProfilePeer[];
}

/** Bytes of a profile, and entries of its lists. */
export const PROFILE_LIMITS = { bytes: 256 * 1024, entries: 64 } as const;

/** What a text must have somewhere to be looked at as a profile. */
const SIGNS = [/["']?\borganizations\b["']?\s*:/, /["']?\bpeers\b["']?\s*:/] as const;

const line = text(300);
const pem = text(40_000);
/** One text, or several one after another. */
const pems: Decoder<string> = (value, at) =>
  Array.isArray(value) ? list(pem, 16)(value, at).join('\n') : pem(value, at);

const optional = <T>(decoder: Decoder<T>) => orElse<T | null>(decoder, null);

const readPeer = loose({
  url: line,
  tlsCACerts: optional(loose({ pem: optional(pems) })),
  grpcOptions: optional(loose({ 'ssl-target-name-override': optional(line), hostnameOverride: optional(line) })),
});
const readOrganization = loose({ mspid: optional(line), peers: optional(list(line, PROFILE_LIMITS.entries)) });
const readProfile = loose({
  client: optional(loose({ organization: optional(line) })),
  organizations: dictionary(readOrganization, PROFILE_LIMITS.entries),
  peers: dictionary(readPeer, PROFILE_LIMITS.entries),
});

/** Reads a profile; null for a file that is none. */
export function profileIn(bytes: Uint8Array): Profile | null {
  const value = valueIn(bytes);
  return value === null ? null : readOrNull((given, at) => profileOf(readProfile(given, at)), value);
}

function valueIn(bytes: Uint8Array): unknown {
  if (bytes.length > PROFILE_LIMITS.bytes) return null;
  try {
    const content = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!SIGNS.every((sign) => sign.test(content))) return null;
    // JSON is YAML too, but read by what is made for it; aliases, with which a small file could become a large one, are bounded
    return content.trimStart().startsWith('{')
      ? JSON.parse(content)
      : parse(content, { maxAliasCount: 20, schema: 'core', logLevel: 'error' });
  } catch {
    return null; // neither, or nested deeper than can be read
  }
}

type Raw = ReturnType<typeof readProfile>;

function profileOf({ client, organizations, peers }: Raw): Profile {
  const named = client?.organization ?? null;
  const [only, ...more] = Object.values(organizations);
  const own = named === null ? (more.length === 0 ? only : undefined) : organizations[named];
  if (named !== null && !own) throw new NotaryError('malformed', 'the profile does not have its own organization');
  const names = own?.peers ?? Object.keys(peers);
  return {
    mspId: own?.mspid ?? null,
    peers: names.flatMap((name) => {
      const peer = Object.hasOwn(peers, name) ? peers[name] : undefined;
      if (!peer) return [];
      const { url, tlsCACerts, grpcOptions } = peer;
      const hostname = grpcOptions?.['ssl-target-name-override'] ?? grpcOptions?.hostnameOverride ?? null;
      return [{ name, url, ca: tlsCACerts?.pem ?? null, hostname }];
    }),
  };
}
