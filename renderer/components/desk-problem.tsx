import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../electron/api.ts';
import { call, notary } from '../bridge.ts';
import { useBusy } from '../state/busy.ts';
import { useDesk } from '../state/desk.tsx';
import { useNotices } from '../state/notices.tsx';
import { ErrorNote } from './error-note.tsx';

function UnlockForm() {
  const { t } = useTranslation();
  const desk = useDesk();
  const { done } = useNotices();
  const { busy, run } = useBusy();
  const unlock = ({ secret }: { secret: string }) =>
    run(async () => {
      desk.set(await call(notary.unlock(secret.trim())));
      done(t('common.unlock.done'));
    });
  return (
    <Form layout="inline" colon={false} requiredMark={false} onFinish={unlock}>
      <Form.Item name="secret" label={t('common.unlock.label')} rules={[{ required: true, message: '' }]}>
        <Input.Password autoComplete="off" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('common.unlock.button')}
      </Button>
    </Form>
  );
}

/** Why the desk cannot do its work, above every screen; verifying goes on. */
export function DeskProblem({ problem }: { readonly problem: ApiError }) {
  const { refresh } = useDesk();
  if (problem.code === 'key-locked')
    return (
      <ErrorNote error={problem} type="warning">
        <UnlockForm />
      </ErrorNote>
    );
  return <ErrorNote error={problem} onRetry={() => void refresh()} />;
}
