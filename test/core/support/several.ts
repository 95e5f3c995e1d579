/** Certificates that a JD Chain ledger confirms: alone, and with other chains and witnesses of which one each is not there. */
import { cometbftAnchor } from '../../../core/anchors/cometbft/evidence.ts';
import { epochJson as channelEpoch } from '../../../core/anchors/fabric/epochs.ts';
import { toBase58 } from '../../../core/anchors/jdchain/base58.ts';
import { jdchainAnchor } from '../../../core/anchors/jdchain/evidence.ts';
import { membersJson } from '../../../core/anchors/jdchain/members.ts';
import type { EvidenceFiles } from '../../../core/formats/evidence.ts';
import type { TrustBundle } from '../../../core/formats/trust.ts';
import { CHANNEL, epoch } from '../../anchor/fabric/support/network.ts';
import { jdChain, jdEvidence, LEDGERS, MEMBERS } from '../../anchor/jdchain/support/ledger.ts';
import { ALONE, block, chainBundle, NOTE } from './anchored.ts';
import { bank, court, makeEvidence, sampleBundle } from './evidence.ts';

/** Evidence and the bundle that it is judged by. */
export interface Judged {
  readonly evidence: EvidenceFiles;
  readonly bundle: TrustBundle;
}

const jdchain = jdchainAnchor(jdEvidence(NOTE));

/** A desk's whose only chain is a JD Chain ledger, cosigned by nobody. */
export const ofJdchain = (): Judged => ({
  evidence: makeEvidence({ ...ALONE, anchors: [jdchain] }),
  bundle: sampleBundle({ chains: [jdChain()], policy: { witnesses: 0, chains: 1 } }),
});

/** Two of three chains and two of three witnesses are there; two chains and one witness are asked for. */
export function ofSeveral(): Judged {
  const [consortium] = chainBundle().chains;
  const bundle = chainBundle([], {
    chains: [
      ...(consortium ? [consortium] : []),
      { kind: 'jdchain', id: toBase58(LEDGERS.SHA256), demo: false, epochs: membersJson(MEMBERS) },
      { kind: 'fabric', id: CHANNEL, demo: false, epochs: [channelEpoch(epoch())] },
    ],
    policy: { chains: 2, witnesses: 1 },
  });
  const evidence = makeEvidence({
    ...ALONE,
    anchors: [cometbftAnchor(block()), jdchain],
    cosigners: [{ signer: bank }, { signer: court }],
  });
  return { evidence, bundle };
}
