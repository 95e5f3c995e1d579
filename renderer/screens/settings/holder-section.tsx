import { Button, Form } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '../../../core/formats/plain-text.ts';
import type { Holder, HolderEntry } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { HolderFields, type TypedHolder, typedHolder } from '../../components/holder-fields.tsx';
import { Pairs } from '../../components/pairs.tsx';
import { TypingModal } from '../../components/typing-modal.tsx';
import { useBusy } from '../../state/busy.ts';
import { useStatus } from '../../state/desk.tsx';
import { useNotices } from '../../state/notices.tsx';
import { useWords } from '../../state/words.ts';
import { Group } from './field.tsx';

interface DialogProps {
  readonly holder: Holder;
  onClose(): void;
}

/** Corrects the holder of the records to come. */
function HolderDialog({ holder, onClose }: DialogProps) {
  const { t } = useTranslation();
  const { done } = useNotices();
  const { busy, run } = useBusy();
  const [form] = Form.useForm<TypedHolder>();
  const save = (typed: TypedHolder) =>
    run(async () => {
      await call(notary.holder(typedHolder(typed)));
      done(t('holder.done'));
      onClose();
    });
  const initial = { name: holder.name, creditCode: holder.creditCode ?? '', operator: holder.operator ?? '' };
  return (
    <TypingModal
      open
      centered
      title={t('holder.title')}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <div className="stack">
        <p>{t('holder.what')}</p>
        <p className="small muted">{t('holder.bundle')}</p>
        <Form<TypedHolder>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={initial}
          onFinish={(typed) => void save(typed)}
        >
          <HolderFields />
        </Form>
      </div>
    </TypingModal>
  );
}

/** Every holder that the desk had, once there is more than one. */
function History({ entries }: { readonly entries: readonly HolderEntry[] }) {
  const { t } = useTranslation();
  const { time } = useWords();
  if (entries.length < 2) return null;
  return (
    <details>
      <summary className="small">{t('holder.history')}</summary>
      <ul className="wrap">
        {entries.map(({ since, holder }, i) => (
          <li key={i}>
            {visible(holder.name)}
            {holder.creditCode !== null && <span className="muted"> · {holder.creditCode}</span>}{' '}
            <span className="small muted">
              {since === null ? t('holder.first') : t('verify.since', { time: time(since) })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

const NOBODY: Holder = { name: '', creditCode: null, operator: null };

/** Who holds this desk, and correcting it. */
export function HolderSection() {
  const { t } = useTranslation();
  const { holder: stored, problem, settings } = useStatus();
  // who was set as operator since then is who is stated
  const holder = useMemo(
    () => stored && { ...stored, operator: settings.operator ?? stored.operator },
    [stored, settings.operator],
  );
  const [entries, setEntries] = useState<readonly HolderEntry[]>([]);
  const [open, setOpen] = useState(false);
  const isUnread = stored === null && problem?.details.setting === 'holder';
  useEffect(() => {
    // fetched again whenever the holder is another one
    if (holder !== null && problem === null) call(notary.holders()).then(setEntries, () => setEntries([]));
  }, [holder, problem]);
  if (holder === null && !isUnread) return null;
  const label = (key: 'holder' | 'creditCode' | 'operator') => t(`holder.labels.${key}`);
  return (
    <Group title={t('holder.section')}>
      {holder !== null && (
        <Pairs
          items={[
            { label: label('holder'), value: holder.name },
            { label: label('creditCode'), value: holder.creditCode ?? t('common.notStated') },
            { label: label('operator'), value: holder.operator ?? t('common.notStated') },
          ]}
        />
      )}
      <div className="row">
        <Button disabled={problem !== null && !isUnread} onClick={() => setOpen(true)}>
          {t('holder.button')}
        </Button>
      </div>
      <History entries={entries} />
      {open && <HolderDialog holder={holder ?? NOBODY} onClose={() => setOpen(false)} />}
    </Group>
  );
}
