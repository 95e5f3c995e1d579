import {
  ApartmentOutlined,
  DeleteOutlined,
  FilePdfOutlined,
  FolderOpenOutlined,
  PrinterOutlined,
  SendOutlined,
} from '@ant-design/icons';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '../../../core/formats/plain-text.ts';
import { sourceOf } from '../../../core/records/reading-facts.ts';
import { sizeText, thousands } from '../../../core/words/words.ts';
import type { RecordDetail } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { DamagedTag } from '../../components/damaged-tag.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { Code, Hex } from '../../components/hex.tsx';
import { type Pair, Pairs } from '../../components/pairs.tsx';
import { CertificatePreview } from '../../components/pdf-preview.tsx';
import { sealedRows } from '../../components/sealed-rows.ts';
import { StateTag } from '../../components/state-tag.tsx';
import { useBusy } from '../../state/busy.ts';
import { useReveal } from '../../state/reveal.ts';
import { useWords } from '../../state/words.ts';
import { ConfirmedBy } from './confirmed-by.tsx';
import type { DossierActions } from './dossier/actions.ts';
import { DossierSection } from './dossier/section.tsx';
import { Links } from './links.tsx';
import { Numbers } from './numbers.tsx';
import { SameInvoice } from './same-invoice.tsx';
import { Timeline } from './timeline.tsx';
import { ReplacedNote, Versions } from './versions.tsx';

interface Props extends DossierActions {
  readonly detail: RecordDetail;
  onCertify(): void;
  onShare(): void;
  onTrace(): void;
  onOpen(id: string): void;
  onErase(): void;
  /** Another screen is shown now. */
  onLeave(): void;
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="record-section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function useProofPairs({ id, leafIndex, checkpoint, certificates }: RecordDetail): readonly Pair[] {
  const { t } = useTranslation();
  const pairs: Pair[] = [
    {
      label: t('records.detail.id'),
      value: <Code text={id} copy={t('records.detail.id')} />,
    },
  ];
  if (certificates.length > 0)
    pairs.unshift({ label: t('verify.expert.number'), value: <Numbers certificates={certificates} /> });
  if (leafIndex !== null && checkpoint !== null)
    pairs.push(
      {
        label: t('records.detail.leaf'),
        value: t('records.detail.leafValue', {
          number: thousands(leafIndex + 1),
          index: leafIndex,
          size: thousands(checkpoint.size),
        }),
      },
      { label: t('records.detail.root'), value: <Hex value={checkpoint.root} copy={t('records.detail.root')} /> },
    );
  return pairs;
}

function FileSection({ detail, size }: { readonly detail: RecordDetail; readonly size: number }) {
  const { t } = useTranslation();
  const reveal = useReveal();
  const { path } = detail;
  const where: Pair = {
    label: t('records.detail.where'),
    value: (
      <>
        <span className="wrap">{visible(path ?? '')}</span>
        <span className="small muted block">{t('records.detail.whereHelp')}</span>
        {path !== null && detail.originalPresent && (
          <Button size="small" icon={<FolderOpenOutlined aria-hidden="true" />} onClick={() => reveal(path)}>
            {t('records.detail.reveal')}
          </Button>
        )}
      </>
    ),
  };
  return (
    <>
      {path !== null && !detail.originalPresent && (
        <Alert type="warning" showIcon title={t('records.detail.missing')} />
      )}
      <Pairs
        items={[
          { label: t('records.detail.digest'), value: <Hex value={detail.sha256} copy={t('records.detail.digest')} /> },
          { label: t('records.detail.size'), value: sizeText(size) },
          ...(path === null ? [] : [where]),
        ]}
      />
    </>
  );
}

/** Why there is no certificate. */
const NONE = {
  recorded: 'records.detail.notYet',
  withdrawn: 'records.detail.noMore',
  erased: 'erase.noCertificate',
} as const;

function CertificateSection({ detail }: Pick<Props, 'detail'>) {
  const { t } = useTranslation();
  if (detail.state !== 'sealed' && detail.state !== 'anchored') return <p className="muted">{t(NONE[detail.state])}</p>;
  return (
    <>
      <ReplacedNote detail={detail} />
      <CertificatePreview id={detail.id} width={680} />
    </>
  );
}

/** What can be done with the record, at its top: certificate, print, send, delete. */
function Actions({
  detail,
  onCertify,
  onShare,
  onTrace,
  onErase,
}: Pick<Props, 'detail' | 'onCertify' | 'onShare' | 'onTrace' | 'onErase'>) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const sealed = sealedRows([detail]).length > 0;
  const print = () => run(async () => void (await call(notary.act({ do: 'print', id: detail.id }))));
  return (
    <div className="row">
      {sealed && (
        <>
          <Button type="primary" icon={<FilePdfOutlined aria-hidden="true" />} onClick={onCertify}>
            {t('records.detail.make')}
          </Button>
          <Button icon={<SendOutlined aria-hidden="true" />} onClick={onShare}>
            {t('share.button')}
          </Button>
          <Button icon={<PrinterOutlined aria-hidden="true" />} loading={busy} onClick={print}>
            {t('records.detail.print')}
          </Button>
        </>
      )}
      {detail.state !== 'withdrawn' && (
        <Button icon={<ApartmentOutlined aria-hidden="true" />} title={t('trace.what')} onClick={onTrace}>
          {t('trace.button')}
        </Button>
      )}
      {detail.state !== 'erased' && (
        <Button
          danger
          className="push"
          icon={<DeleteOutlined aria-hidden="true" />}
          title={t('erase.what')}
          onClick={onErase}
        >
          {t('erase.button')}
        </Button>
      )}
    </div>
  );
}

/** Facts, proof, what happened, and the certificate of one record. */
export function RecordView({ detail, onCertify, onShare, onTrace, onOpen, onErase, onLeave, ...dossier }: Props) {
  const { t } = useTranslation();
  const { words } = useWords();
  const proof = useProofPairs(detail);
  const erased = detail.state === 'erased';
  const isDossier = detail.kind === 'dossier';
  return (
    <div className="record-view">
      <div>
        <p className="record-file wrap">
          {erased ? t('erase.name') : visible(detail.facts.fileName ?? detail.facts.title ?? '')}
        </p>
        <p>
          <StateTag standing={detail.standing} /> {detail.damaged && <DamagedTag id={detail.id} />}{' '}
          <span className="small muted">
            {erased || detail.withdrawnReason === null
              ? words.standing(detail.standing).meaning
              : t('records.detail.withdrawn', { reason: detail.withdrawnReason })}
          </span>
        </p>
      </div>
      <Actions detail={detail} onCertify={onCertify} onShare={onShare} onTrace={onTrace} onErase={onErase} />
      {!erased && (
        <>
          <Section title={t(detail.facts.read ? 'records.detail.factsRead' : 'records.detail.facts')}>
            <FactList
              kind={detail.kind}
              facts={detail.facts}
              except={['fileName', 'read', 'links', 'rule', 'totals']}
              source={(name) => sourceOf(name, detail.facts)}
            />
          </Section>
          {isDossier && (
            <Section title={t('dossier.page.title')}>
              <DossierSection key={detail.id} id={detail.id} onOpen={onOpen} {...dossier} />
            </Section>
          )}
          {detail.invoice && (
            <Section title={t('invoice.title')}>
              <SameInvoice found={detail.invoice} onOpen={onOpen} />
            </Section>
          )}
          {detail.size !== null && (
            <Section title={t('records.detail.file')}>
              <FileSection detail={detail} size={detail.size} />
            </Section>
          )}
        </>
      )}
      {(!erased || detail.supersededBy.length > 0) && (
        <Section title={t('versions.title')}>
          <Versions detail={detail} onOpen={onOpen} onLeave={onLeave} />
        </Section>
      )}
      <Section title={t('links.title')}>
        <Links id={detail.id} onOpen={onOpen} />
      </Section>
      <Section title={t('records.detail.proof')}>
        <Pairs items={proof} />
      </Section>
      {detail.state === 'anchored' && (
        <Section title={t('records.detail.confirmedBy')}>
          <ConfirmedBy confirmations={detail.confirmations} />
        </Section>
      )}
      <Section title={t('records.detail.timeline')}>
        <Timeline
          kind={detail.kind}
          entries={detail.timeline}
          own={detail.standing.is === 'own' || detail.standing.is === 'test'}
        />
      </Section>
      <Section title={t('records.detail.certificate')}>
        <CertificateSection detail={detail} />
      </Section>
    </div>
  );
}
