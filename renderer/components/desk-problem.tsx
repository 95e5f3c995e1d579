import { Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isClockForPerson } from '../../core/words/clock.ts';
import type { ApiError } from '../../electron/api.ts';
import { asApiError, call, notary } from '../bridge.ts';
import { useBusy } from '../state/busy.ts';
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
      desk.set(await call(notary.unlock(secret)));
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

/** A clock that is put right is seen without a word of the person. */
const LOOK_AGAIN_MS = 20_000;

function ClockForm() {
  const { t } = useTranslation();
  const { refresh } = useDesk();
  const { busy, run } = useBusy();
  useEffect(() => {
    const timer = setInterval(() => void refresh(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [refresh]);
  const decide = ({ reason }: { reason: string }) =>
    run(async () => {
      await call(notary.clockDecide(reason.trim()));
      await refresh();
    });
  const rules = [{ required: true, whitespace: true, message: t('common.clock.reasonMissing') }];
  return (
    <details>
      <summary>{t('common.clock.isRight')}</summary>
      <p>{t('common.clock.consequence')}</p>
      <Form layout="inline" colon={false} requiredMark={false} onFinish={decide}>
        <Form.Item name="reason" label={t('common.clock.reason')} rules={rules}>
          <Input />
        </Form.Item>
        <Button htmlType="submit" loading={busy}>
          {t('common.clock.button')}
        </Button>
      </Form>
    </details>
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
  if (problem.code === 'clock-behind' || problem.code === 'clock-ahead')
    return (
      <ErrorNote error={problem} onRetry={() => void refresh()}>
        {isClockForPerson(problem.details) && <ClockForm />}
      </ErrorNote>
    );
  return <ErrorNote error={problem} onRetry={() => void refresh()} />;
}
