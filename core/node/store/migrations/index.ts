/**
 * Every change to the shape of the database, in order. A database's version is how many of them it has; the numbers of the
 * files keep the order and may have gaps. What was released is never edited: a new change is appended.
 */
import { first } from './0001-first.ts';
import { chains } from './0002-chains.ts';
import { laterProofs } from './0003-later-proofs.ts';
import { partsAndVersions } from './0004-parts-and-versions.ts';
import { journal } from './0005-journal.ts';
import { sent } from './0006-sent.ts';
import { chainKinds } from './0007-chain-kinds.ts';
import { receipts } from './0008-receipts.ts';
import { kinds } from './0009-kinds.ts';
import { oneHistory } from './0010-one-history.ts';
import { certificates } from './0011-certificates.ts';
import { outputs } from './0012-outputs.ts';
import { holders } from './0013-holders.ts';
import { held } from './0014-held.ts';
import { moreListKeys } from './0015-list-keys.ts';
import { readings } from './0016-readings.ts';
import { links } from './0017-links.ts';
import { dossiers } from './0018-dossiers.ts';
import { suggestions } from './0019-suggestions.ts';

/** SQL of each migration, oldest first. */
export const MIGRATIONS: readonly string[] = [
  first,
  chains,
  laterProofs,
  partsAndVersions,
  journal,
  sent,
  chainKinds,
  receipts,
  kinds,
  oneHistory,
  certificates,
  outputs,
  holders,
  held,
  moreListKeys,
  readings,
  links,
  dossiers,
  suggestions,
];
