import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FACT_LIMITS } from '../../../core/records/facts.ts';
import { call, notary } from '../../bridge.ts';
import { TypingModal } from '../../components/typing-modal.tsx';
import { useBusy } from '../../state/busy.ts';
import { useIntakes } from '../../state/intake.tsx';
import { useNotices } from '../../state/notices.tsx';

interface Props {
  readonly ids: readonly string[];
  onClose(): void;
  onDone(): void;
}

/** Paths of the records' files, as far as known. */
async function pathsOf(ids: readonly string[]): Promise<readonly string[]> {
  const details = await Promise.all(ids.map((id) => call(notary.record(id))));
  return details.flatMap((detail) => (detail.path !== null && detail.originalPresent ? [detail.path] : []));
}

/** Withdraws records before they are sealed; asks for the reason, and offers to add the files again. */
export function WithdrawDialog({ ids, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const { done, fail } = useNotices();
  const { busy, run } = useBusy();
  const intakes = useIntakes();
  const [form] = Form.useForm<{ reason: string }>();
  const withdraw = ({ reason }: { reason: string }) =>
    run(async () => {
      const { changed } = await call(notary.withdraw({ ids, reason: reason.trim() }));
      const again = async () => intakes.start(await pathsOf(ids));
      done(t('notarize.withdrawal.done', { count: changed }), {
        text: t('notarize.withdrawal.again'),
        run: () => void again().catch(fail),
      });
      onDone();
    });
  return (
    <TypingModal
      open
      title={t('notarize.withdrawal.title', { count: ids.length })}
      okText={t('notarize.withdrawal.button')}
      okButtonProps={{ danger: true }}
      cancelText={t('common.cancel')}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="small">{t('notarize.withdrawal.body')}</p>
        {/* Enter in its only field submits it, also while that goes on */}
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => !busy && void withdraw(typed)}>
          <Form.Item
            name="reason"
            label={t('notarize.withdrawal.reason')}
            rules={[{ required: true, whitespace: true, message: t('notarize.withdrawal.reasonMissing') }]}
          >
            <Input autoFocus maxLength={FACT_LIMITS.text} />
          </Form.Item>
        </Form>
      </div>
    </TypingModal>
  );
}
