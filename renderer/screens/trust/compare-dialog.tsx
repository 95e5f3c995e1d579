import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { compareTyped } from '../../../core/formats/check-code.ts';
import { visibleName } from '../../../core/formats/plain-text.ts';
import type { TrustEntry } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { TypingModal } from '../../components/typing-modal.tsx';
import { useBusy } from '../../state/busy.ts';
import { useNotices } from '../../state/notices.tsx';
import { TypedFingerprint } from './typed-fingerprint.tsx';

interface Props {
  readonly entry: TrustEntry;
  onClose(): void;
  onCompared(): void;
}

/** Compares the code that was heard with that of a bundle which was accepted without comparing. */
export function CompareDialog({ entry, onClose, onCompared }: Props) {
  const { t } = useTranslation();
  const { done } = useNotices();
  const { busy, run } = useBusy();
  const [typed, setTyped] = useState('');
  const { name, code, fingerprint } = entry;
  const compare = () =>
    run(async () => {
      await call(notary.trustCompare({ fingerprint, typed: typed.trim() }));
      done(t('bundle.compare.done'));
      onCompared();
    });
  return (
    <TypingModal
      open
      title={t('bundle.compare.title', { name: visibleName(name) })}
      okText={t('bundle.compare.confirm')}
      cancelText={t('common.cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: compareTyped(typed, code, fingerprint).state !== 'same' }}
      onOk={() => void compare()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>{t('bundle.compare.ask')}</p>
        <TypedFingerprint value={typed} code={code} fingerprint={fingerprint} onChange={setTyped} />
      </div>
    </TypingModal>
  );
}
