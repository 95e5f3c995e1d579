/** The authority's other side, in memory, and how a desk speaks to it. It stamps only for who shows the client's token. */
import { anchorKinds, formSubject } from '../../../core/anchors/kind.ts';
import { ed25519PublicKey, nobleCrypto } from '../../../core/crypto.ts';
import { NotaryError } from '../../../core/errors.ts';
import { fromUtf8, toBase64, toHex, utf8 } from '../../../core/formats/bytes.ts';
import { canonicalBytes, type Json, parseCanonical } from '../../../core/formats/canonical.ts';
import { anyJson, literal, object, text } from '../../../core/formats/decoder.ts';
import { parseTrustBundle, type TrustBundle } from '../../../core/formats/trust.ts';
import { type Connection, type ConnectionKind, nameOf, type Secrets } from '../../../core/node/connectors/kind.ts';
import { systemRandom } from '../../../core/node/system/random.ts';
import type { AnchorJob, AnchorResult, Timestamper, TimestampRequest } from '../../../core/ports.ts';
import { STAMP, signToken, stampAnchor, stampVerifier, tokenOf } from './anchor.ts';

interface Asked {
  readonly imprint: string;
  readonly nonce: string;
}

const readAsked = object<Asked>({ imprint: text(64), nonce: text(64) });

/** The authority's machine. */
export class Authority {
  readonly id: string;
  readonly seed: Uint8Array;
  /** What a client has to show. */
  readonly password = 'kept by the home, sealed';
  /** Every request that came, in order. */
  readonly requests: Uint8Array[] = [];
  isAway = false;
  /** Its token is lost on the way. */
  losesAnswers = false;
  /** What becomes of its tokens on the way. */
  spoil: (token: Uint8Array) => Uint8Array = (token) => token;

  constructor(id = 'tsa-1', seed = new Uint8Array(32).fill(92)) {
    this.id = id;
    this.seed = seed;
  }

  stamp(request: Uint8Array, password: string | null): Uint8Array {
    if (this.isAway) throw new NotaryError('anchor-unavailable', `${this.id} does not answer`);
    if (password !== this.password) throw new NotaryError('anchor-refused', 'an unknown client');
    const { imprint, nonce } = readAsked(parseCanonical(request), 'request');
    this.requests.push(request);
    const serial = this.requests.length.toString(16).padStart(4, '0');
    const time = new Date(Date.UTC(2026, 10, 24, 5, 59, this.requests.length)).toISOString();
    const info = { authority: this.id, policy: '1.3.6.1.4.1.99999.1', serial, time, accuracy: 500_000, imprint, nonce };
    if (this.losesAnswers) throw new NotaryError('anchor-unavailable', 'the line broke');
    return this.spoil(signToken(info, this.seed));
  }

  bundle(): TrustBundle {
    const key = toBase64(ed25519PublicKey(this.seed));
    const epochs = [{ organisation: 'Test Authority', controller: 'authority', key }];
    const chains = [{ kind: STAMP, id: this.id, demo: false, epochs }];
    return { v: 1, name: 'Test authority', logs: [], witnesses: [], chains, policy: { witnesses: 0, chains: 0 } };
  }
}

const random = systemRandom();

export class AuthorityStamper implements Timestamper {
  readonly name: string;
  readonly authority: { readonly kind: string; readonly id: string };
  readonly #machine: Authority;
  readonly #secrets: Secrets;

  constructor(machine: Authority, secrets: Secrets) {
    this.authority = { kind: STAMP, id: machine.id };
    this.name = nameOf(this.authority);
    this.#machine = machine;
    this.#secrets = secrets;
  }

  async prepare({ note }: TimestampRequest): Promise<{ payload: Uint8Array; reference: string }> {
    const asked = { imprint: toHex(nobleCrypto.sha256(utf8(note.text))), nonce: toHex(random(16)) };
    return { payload: canonicalBytes(asked), reference: asked.nonce };
  }

  async submit({ payload }: AnchorJob): Promise<Uint8Array> {
    const password = this.#secrets.read(this.name);
    return this.#machine.stamp(payload, password && fromUtf8(password));
  }

  async evidence(
    { payload, receipt }: AnchorJob & { readonly receipt: Uint8Array },
    { checkpoint, note }: TimestampRequest,
  ): Promise<AnchorResult> {
    const anchor = stampAnchor(receipt);
    const check = stampVerifier.check(anchor, formSubject(checkpoint, note), nobleCrypto);
    if (check.state !== 'passed') throw new NotaryError('anchor-invalid', check.detail);
    if (tokenOf(receipt).nonce !== readAsked(parseCanonical(payload), 'request').nonce)
      throw new NotaryError('anchor-invalid', 'the token answers another request');
    return { lines: [], keys: [], anchors: [anchor] };
  }
}

interface AuthorityFile {
  readonly v: 1;
  readonly kind: typeof STAMP;
  readonly authority: string;
  readonly url: string;
  readonly trust: Json;
}

const readFile = object<AuthorityFile>({
  v: literal(1),
  kind: literal(STAMP),
  authority: text(64),
  url: text(200),
  trust: anyJson,
});

/** The connection file of an authority. */
export function authorityFile(machine: Authority): Uint8Array {
  const trust = machine.bundle() as unknown as Json;
  return canonicalBytes({ v: 1, kind: STAMP, authority: machine.id, url: 'https://tsa.example', trust });
}

/** The kind of connection, for authorities of this process. */
export function stampConnections(machines: readonly Authority[]): ConnectionKind {
  return {
    kind: STAMP,
    title: { zh: '试验时间戳机构', en: 'test time-stamping authority' },
    read(bytes): Connection {
      const { authority: id, url, trust } = readFile(parseCanonical(bytes), 'authority');
      const machine = machines.find((one) => one.id === id);
      if (!machine) throw new NotaryError('malformed', `no authority ${id}`);
      const members = [{ organisation: 'Test Authority', url }];
      return {
        kind: STAMP,
        id,
        trust: parseTrustBundle(canonicalBytes(trust), nobleCrypto, anchorKinds([stampVerifier])),
        members,
        rows: [{ label: { zh: '时间戳机构', en: 'Time-stamping authority' }, value: 'Test Authority', form: 'text' }],
        open: (secrets) => ({ is: 'timestamp', timestamper: new AuthorityStamper(machine, secrets) }),
        health: async () =>
          members.map((member) => ({
            ...member,
            reachable: !machine.isAway,
            height: null,
            delay: machine.isAway ? null : 2,
          })),
      };
    },
    registration: null,
  };
}
