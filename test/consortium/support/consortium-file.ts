/** A consortium file without a chain behind it: real members by their keys, and any addresses. */
import { writeFileSync } from 'node:fs';
import { COMETBFT } from '../../../core/anchors/cometbft/evidence.ts';
import { type ConsortiumFile, consortiumFileBytes } from '../../../core/node/cometbft/consortium-file.ts';
import { epochsOf } from '../../../core/node/member/registry.ts';
import { exportTrust } from '../../../core/node/member/trust-export.ts';
import { CHAIN, member, newState } from '../../member/support/consortium.ts';

/** The file of four members, of whom those answer whose addresses are given. */
export function consortiumOf(urls: readonly string[]): ConsortiumFile {
  const keys = [1, 2, 3, 4].map((number) => member(number));
  const state = newState(keys);
  const description = {
    chain: CHAIN,
    height: 0,
    members: keys.map((one) => one.member),
    epochs: epochsOf(state) as unknown as [],
    logs: [],
    nextDecision: 1,
    history: 0,
  };
  const trust = exportTrust(description, { name: 'Test consortium', demo: false });
  const endpoints = urls.map((url, i) => ({ organisation: `Organisation ${i + 1}`, url, ca: null }));
  return { v: 1, kind: COMETBFT, chain: CHAIN, endpoints, trust };
}

/** Writes it; gives the path back. */
export function writeConsortium(path: string, urls: readonly string[]): string {
  writeFileSync(path, consortiumFileBytes(consortiumOf(urls)));
  return path;
}
