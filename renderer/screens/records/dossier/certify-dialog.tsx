import { Alert, Checkbox, Skeleton } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasWrongAddress } from '../../../../core/handover/recipient.ts';
import { thousands } from '../../../../core/words/words.ts';
import type { DossierCertifyInput, DossierPage, DossierShows, Recipient } from '../../../../electron/api.ts';
import { call, notary } from '../../../bridge.ts';
import { DisclosureChoice } from '../../../components/disclosure-choice.tsx';
import { Foldable } from '../../../components/foldable.tsx';
import { HandedOn } from '../../../components/handed-on.tsx';
import { IntoFolder } from '../../../components/into-folder.tsx';
import { RecipientsField } from '../../../components/recipients-field.tsx';
import { keepChoice, type ShownChoice, useShownChoice } from '../../../components/shown-choice.ts';
import { TypingModal } from '../../../components/typing-modal.tsx';
import { useStatus } from '../../../state/desk.tsx';
import { useLongWork } from '../../../state/long-work.ts';
import { useNotices } from '../../../state/notices.tsx';
import { useWords } from '../../../state/words.ts';
import { AbsentField } from './absent-field.tsx';
import { firstOpening, OpenedItems, type Opening, openedIds, opensTooMany } from './opened-items.tsx';
import { typedSample } from './sample-dialog.tsx';
import { WorkFooter } from './work-footer.tsx';
import './dossier.css';

/** What is asked for. */
interface Choice {
  readonly items: boolean;
  readonly opening: Opening;
  readonly absent: readonly string[];
  readonly folder: string | null;
  readonly recipients: readonly Recipient[];
}

/** What the certificate shows; the records of a sample are drawn by the desk. */
async function showsOf({ items, opening, absent }: Choice, page: DossierPage): Promise<DossierShows> {
  const id = page.record;
  if (opening.which !== 'sample')
    return { items, open: await openedIds(opening, page), absent: [...absent], sample: null };
  const wanted = typedSample(opening.sample, page.items);
  if (wanted === null) throw new Error('a sample that is not typed');
  const { lines } = await call(notary.dossierSample({ id, ...wanted, by: 'item', currency: null }));
  return { items, open: lines.flatMap(({ record }) => record ?? []), absent: [...absent], sample: wanted };
}

/** Makes the certificate, also when the dialog was closed meanwhile. */
function useCertifying(page: DossierPage, shown: ShownChoice) {
  const { t } = useTranslation();
  const { words } = useWords();
  const { done } = useNotices();
  const work = useLongWork();
  const [path, setPath] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const make = (choice: Choice) =>
    work.run(async () => {
      setRefused(null);
      const { folder, recipients } = choice;
      const input: DossierCertifyInput = {
        id: page.record,
        shows: await showsOf(choice, page),
        withhold: shown.names,
        folder,
        recipients,
      };
      const { certificates, errors } = await call(notary.dossierCertify(input));
      const [error] = errors;
      if (error) {
        const { happened, next } = words.error(error.error.code, error.error.details);
        setRefused(`${happened} ${next}`);
      }
      const [made] = certificates;
      if (!made) return;
      await keepChoice(shown, recipients);
      done(t('records.certify.done', { count: 1 }));
      setPath(made.path);
    });
  return { ...work, path, refused, make };
}

interface FieldsProps {
  readonly page: DossierPage;
  readonly choice: Choice;
  readonly shown: ShownChoice;
  readonly disabled: boolean;
  onChoose(choice: Choice): void;
}

/** What it cannot show: said before it is handed over. */
function Limits() {
  const { t } = useTranslation();
  const { dossier } = useWords().words;
  return (
    <Foldable title={t('dossier.certify.limits')}>
      <ul className="points small">
        {[dossier.leftOut, dossier.amountsTrue, dossier.hiddenAmounts, dossier.order].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Foldable>
  );
}

function Fields({ page, choice, shown, disabled, onChoose }: FieldsProps) {
  const { t } = useTranslation();
  const { lastWithheld: last, presets } = useStatus().settings;
  const count = page.items + page.credits;
  return (
    <>
      <div>
        <Checkbox
          checked={choice.items}
          disabled={disabled}
          onChange={({ target }) => onChoose({ ...choice, items: target.checked })}
        >
          {t('dossier.certify.items', { count, formatted: thousands(count) })}
        </Checkbox>
        <p className="small muted flat">{t('dossier.certify.itemsHelp')}</p>
      </div>
      <OpenedItems
        page={page}
        value={choice.opening}
        disabled={disabled}
        onChange={(opening) => onChoose({ ...choice, opening })}
      />
      <AbsentField value={choice.absent} disabled={disabled} onChange={(absent) => onChoose({ ...choice, absent })} />
      <h3 className="flat">{t('dossier.certify.facts')}</h3>
      <p className="small muted flat">{t('dossier.certify.factsHelp')}</p>
      <DisclosureChoice
        ids={[page.record]}
        value={shown.names}
        label={t('dossier.certify.facts')}
        last={last}
        presets={presets}
        disabled={disabled}
        onChange={shown.choose}
      />
      <RecipientsField
        value={choice.recipients}
        disabled={disabled}
        onChange={(recipients) => {
          onChoose({ ...choice, recipients });
          shown.meet(recipients);
        }}
      />
      <IntoFolder folder={choice.folder} disabled={disabled} onChange={(folder) => onChoose({ ...choice, folder })} />
      <Limits />
    </>
  );
}

const isReady = ({ opening, recipients }: Choice, page: DossierPage) =>
  !recipients.some(hasWrongAddress) &&
  !opensTooMany(opening) &&
  (opening.which !== 'sample' || typedSample(opening.sample, page.items) !== null) &&
  (opening.which !== 'chosen' || opening.chosen.size > 0);

interface DialogProps {
  readonly page: DossierPage;
  readonly sample: { readonly seed: string; readonly size: number } | null;
  onClose(): void;
}

function Dialog({ page, sample, onClose }: DialogProps) {
  const { t } = useTranslation();
  const { exportFolder } = useStatus().settings;
  const [choice, setChoice] = useState<Choice>({
    items: true,
    opening: firstOpening(sample, page.items),
    absent: [],
    folder: exportFolder,
    recipients: [],
  });
  const shown = useShownChoice();
  const { working, cancelled, path, refused, make } = useCertifying(page, shown);
  return (
    <TypingModal
      open
      unsaved={working || path !== null ? false : undefined}
      centered
      width={820}
      title={t('dossier.certify.title')}
      onCancel={onClose}
      footer={
        <WorkFooter
          cancelled={cancelled}
          finished={path !== null}
          working={working}
          disabled={!isReady(choice, page)}
          go={t(choice.folder === null ? 'records.certify.go' : 'records.certify.goThere')}
          cancel={t(working ? 'dossier.background' : 'common.cancel')}
          onGo={() => void make(choice)}
          onClose={onClose}
        />
      }
    >
      {path !== null ? (
        <HandedOn
          path={path}
          recipients={choice.recipients}
          text={t('dossier.certify.done')}
          body={t('sent.mail.body')}
        />
      ) : (
        <div className="stack dialog-body">
          <Fields page={page} choice={choice} shown={shown} disabled={working} onChoose={setChoice} />
          {refused !== null && <Alert type="error" showIcon role="alert" title={refused} />}
        </div>
      )}
    </TypingModal>
  );
}

interface Props extends Omit<DialogProps, 'page'> {
  readonly id: string;
}

/** The certificate of a dossier for a recipient: which items it shows, who gets it. */
export function DossierCertifyDialog({ id, sample, onClose }: Props) {
  const { t } = useTranslation();
  const { fail } = useNotices();
  const [page, setPage] = useState<DossierPage | null>(null);
  const refused = useEffectEvent((thrown: unknown) => {
    fail(thrown);
    onClose();
  });
  useEffect(() => {
    let wanted = true;
    call(notary.dossierPage(id)).then(
      (found) => wanted && setPage(found),
      (thrown) => wanted && refused(thrown),
    );
    return () => {
      wanted = false;
    };
  }, [id]);
  if (page !== null) return <Dialog page={page} sample={sample} onClose={onClose} />;
  return (
    <TypingModal
      open
      unsaved={false}
      centered
      width={820}
      title={t('dossier.certify.title')}
      onCancel={onClose}
      footer={null}
    >
      <Skeleton active />
    </TypingModal>
  );
}
