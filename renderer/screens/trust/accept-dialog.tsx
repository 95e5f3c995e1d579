import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { compareTyped } from '../../../core/formats/check-code.ts';
import { visible, visibleName } from '../../../core/formats/plain-text.ts';
import type { TrustBundle } from '../../../core/formats/trust.ts';
import type { ChainCandidate } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { CheckCode } from '../../components/check-code.tsx';
import { Pairs } from '../../components/pairs.tsx';
import { TypingModal } from '../../components/typing-modal.tsx';
import { useBusy } from '../../state/busy.ts';
import { useNotices } from '../../state/notices.tsx';
import { useWords } from '../../state/words.ts';
import { BundleContents } from './bundle-contents.tsx';
import { NameWarnings } from './name-warnings.tsx';
import { rowPairs } from './row-pairs.tsx';
import { TypedFingerprint } from './typed-fingerprint.tsx';

/** A bundle that was read and not accepted yet. */
export interface Candidate {
  readonly path: string;
  readonly bundle: TrustBundle;
  readonly fingerprint: string;
  /** Its check code. */
  readonly code: string;
  /** Set when the file is a connection file: its chain or authority. */
  readonly chain: ChainCandidate | null;
}

/** A connection file as a candidate. */
export function chainCandidate(path: string, chain: ChainCandidate): Candidate {
  return { path, bundle: chain.bundle, fingerprint: chain.fingerprint, code: chain.code, chain };
}

interface Props {
  readonly candidate: Candidate;
  onClose(): void;
  onAccepted(): void;
}

function ChainSection({ chain }: { readonly chain: ChainCandidate }) {
  const { t } = useTranslation();
  const { language } = useWords();
  return (
    <div>
      <Pairs items={rowPairs(chain.rows, language)} />
      <p className="small muted">{t('chains.members')}</p>
      <ul className="names">
        {chain.members.map(({ organisation, url }) => (
          <li key={url}>
            {t('trust.calls', { name: organisation })} · <code className="small">{visible(url)}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Shows what a bundle claims and asks for its fingerprint from another channel. */
export function AcceptDialog({ candidate, onClose, onAccepted }: Props) {
  const { t } = useTranslation();
  const { language } = useWords();
  const { done } = useNotices();
  const { busy, run } = useBusy();
  const [typed, setTyped] = useState('');
  const found = compareTyped(typed, candidate.code, candidate.fingerprint);
  const accept = (compared: boolean) =>
    run(async () => {
      const { path, fingerprint, chain } = candidate;
      const input = { path, fingerprint, typed: compared ? typed.trim() : null };
      await call(chain ? notary.chainAdd(input) : notary.trustAdd(input));
      done(t(chain ? 'chains.acceptDone' : 'trust.accept.done'));
      onAccepted();
    });
  return (
    <TypingModal
      open
      width={680}
      title={
        candidate.chain ? t('chains.acceptTitle', { what: candidate.chain.title[language] }) : t('trust.accept.title')
      }
      onCancel={onClose}
      footer={
        <div className="row ends">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button disabled={busy || found.state === 'differs'} onClick={() => accept(false)}>
            {t('trust.accept.without')}
          </Button>
          <Button type="primary" loading={busy} disabled={found.state !== 'same'} onClick={() => accept(true)}>
            {t('trust.accept.accept')}
          </Button>
        </div>
      }
    >
      <div className="stack">
        <p className="bundle-name wrap">{t('trust.calls', { name: visibleName(candidate.bundle.name) })}</p>
        <p className="tone-amber">{t(candidate.chain ? 'chains.acceptClaim' : 'trust.accept.claim')}</p>
        <BundleContents bundle={candidate.bundle} asClaimed />
        <NameWarnings bundle={candidate.bundle} fingerprint={candidate.fingerprint} />
        {candidate.chain && <ChainSection chain={candidate.chain} />}
        <div>
          <p className="small muted">{t('trust.code')}</p>
          <CheckCode code={candidate.code} fingerprint={candidate.fingerprint} copies={false} />
        </div>
        <p>{t('trust.accept.compare')}</p>
        <TypedFingerprint value={typed} code={candidate.code} fingerprint={candidate.fingerprint} onChange={setTyped} />
      </div>
    </TypingModal>
  );
}
