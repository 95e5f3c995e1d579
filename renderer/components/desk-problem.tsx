import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../electron/api.ts';
import { asApiError, call, notary } from '../bridge.ts';
import { useDesk } from '../state/desk.tsx';
import { useNotices } from '../state/notices.tsx';
import { useWords } from '../state/words.ts';
import { ErrorNote } from './error-note.tsx';

/** The secret that opens the keys; a wrong one is reported beside the field. */
function UnlockForm() {
  const { t } = useTranslation();
  const { words } = useWords();
  const desk = useDesk();
  const { done } = useNotices();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const unlock = async ({ secret }: { secret: string }) => {
    setBusy(true);
    try {
      desk.set(await call(notary.unlock(secret.trim())));
      done(t('common.unlock.done'));
    } catch (thrown) {
      const { code, details } = asApiError(thrown);
      const { happened, next } = words.error(code, details);
      setWrong(`${happened} ${next}`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form
      layout="inline"
      colon={false}
      requiredMark={false}
      onFinish={(typed: { secret: string }) => void unlock(typed)}
      onValuesChange={() => setWrong(null)}
    >
      <Form.Item
        name="secret"
        label={t('common.unlock.label')}
        rules={[{ required: true, message: '' }]}
        {...(wrong === null ? {} : { validateStatus: 'error' as const, help: <span role="alert">{wrong}</span> })}
      >
        <Input.Password autoComplete="off" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('common.unlock.button')}
      </Button>
    </Form>
  );
}

/** The problem that stops the desk, shown above every screen; verifying still works. */
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
