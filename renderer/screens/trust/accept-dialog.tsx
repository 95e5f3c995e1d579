import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { compareTyped } from '../../../core/formats/check-code.ts';
import { visible, visibleName } from '../../../core/formats/plain-text.ts';
import type { TrustBundle } from '../../../core/formats/trust.ts';
import type { ChainCandidate, ChainWish } from '../../../electron/api.ts';
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
import { TestSteps } from './test-steps.tsx';
import { TypedFingerprint } from './typed-fingerprint.tsx';

/** A bundle that was read and not accepted yet. */
export interface Candidate {
  readonly bundle: TrustBundle;
  readonly fingerprint: string;
  /** Its check code. */
  readonly code: string;
  /** The file it was read from, or the connection that it comes with. */
  readonly from: { readonly path: string } | ConnectionToAdd;
}

/** A connection of which nothing is open. */
interface ConnectionToAdd {
  readonly wish: ChainWish;
  readonly chain: ChainCandidate;
  /** How many secrets are sealed with it. */
  readonly secrets: number;
  /** Back to the answers; null where nothing was asked. */
  onBack: (() => void) | null;
}

/** A connection as a candidate. */
export function connectionCandidate(from: ConnectionToAdd): Candidate {
  const { bundle, fingerprint, code } = from.chain;
  return { bundle, fingerprint, code, from };
}

interface Props {
  readonly candidate: Candidate;
  onClose(): void;
  onAccepted(): void;
}

function ChainSection({ chain, wish, secrets }: ConnectionToAdd) {
  const { t } = useTranslation();
  const { language } = useWords();
  const { fingerprint } = chain;
  return (
    <div className="stack tight">
      <Pairs items={rowPairs(chain.rows, language)} />
      <div>
        <p className="small muted flat">{t('chains.members')}</p>
        <ul className="names">
          {chain.members.map(({ organisation, url }) => (
            <li key={url}>
              {t('trust.calls', { name: organisation })} · <code className="small">{visible(url)}</code>
            </li>
          ))}
        </ul>
      </div>
      <details>
        <summary className="small">{t('connect.keys')}</summary>
        <ul className="names">
          {chain.keys.map(({ label, value }) => (
            <li key={`${label.en} ${value}`}>
              {t('trust.calls', { name: visibleName(label[language]) })} · <code className="small wrap">{value}</code>
            </li>
          ))}
        </ul>
      </details>
      {secrets > 0 && <p className="small flat">{t('connect.secrets', { count: secrets })}</p>}
      <TestSteps run={() => call(notary.chainTry({ ...wish, fingerprint }))} />
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
  const { from } = candidate;
  const connection = 'wish' in from ? from : null;
  const found = compareTyped(typed, candidate.code, candidate.fingerprint);
  const accept = (compared: boolean) =>
    run(async () => {
      const { fingerprint } = candidate;
      const as = { fingerprint, typed: compared ? typed.trim() : null };
      await call('wish' in from ? notary.chainAdd({ ...from.wish, ...as }) : notary.trustAdd({ ...from, ...as }));
      done(t(connection ? 'chains.acceptDone' : 'trust.accept.done'));
      onAccepted();
    });
  return (
    <TypingModal
      open
      width={680}
      title={connection ? t('chains.acceptTitle', { what: connection.chain.title[language] }) : t('trust.accept.title')}
      onCancel={onClose}
      footer={
        <div className="row ends">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          {connection?.onBack && <Button onClick={connection.onBack}>{t('connect.back')}</Button>}
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
        <p className="tone-amber">{t(connection ? 'chains.acceptClaim' : 'trust.accept.claim')}</p>
        <BundleContents bundle={candidate.bundle} asClaimed />
        <NameWarnings bundle={candidate.bundle} fingerprint={candidate.fingerprint} />
        {connection && <ChainSection {...connection} />}
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
