/** The tables of kinds that a desk works with. Tests pass others, with kinds of their own. */
import { ANCHOR_KINDS } from '../../anchors/index.ts';
import type { AnchorKinds } from '../../anchors/kind.ts';
import { RECORD_KINDS, type RecordKind } from '../../records/index.ts';
import { CONNECTION_KINDS } from '../connectors/index.ts';
import type { ConnectionKinds } from '../connectors/kind.ts';

/** The kinds of anchors, connections and records. */
export interface Kinds {
  readonly anchors: AnchorKinds;
  readonly connections: ConnectionKinds;
  readonly records: readonly RecordKind[];
}

/** The kinds of this program. */
export const KINDS: Kinds = { anchors: ANCHOR_KINDS, connections: CONNECTION_KINDS, records: RECORD_KINDS };
