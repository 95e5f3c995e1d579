/** The tables of kinds that a desk works with. Tests pass others, with kinds of their own. */
import { ANCHOR_KINDS } from '../../anchor/index.ts';
import type { AnchorKinds } from '../../anchor/kind.ts';
import { CONNECTION_KINDS } from '../connectors/index.ts';
import type { ConnectionKinds } from '../connectors/kind.ts';

export interface Kinds {
  readonly anchors: AnchorKinds;
  readonly connections: ConnectionKinds;
}

export const KINDS: Kinds = { anchors: ANCHOR_KINDS, connections: CONNECTION_KINDS };
