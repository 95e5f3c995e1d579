import { ExperimentOutlined, LoadingOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '../../../core/formats/plain-text.ts';
import type { TestStep } from '../../../electron/api.ts';
import { useBusy } from '../../state/busy.ts';
import { useNotaryEvent } from '../../state/events.ts';
import { useWords } from '../../state/words.ts';

interface Props {
  /** Runs the test; its steps also come as events while it runs. */
  run(): Promise<readonly TestStep[]>;
  /** What it comes to; by default for a connection that confirms records. */
  readonly result?: Readonly<Record<'allPassed' | 'someFailed', string>>;
}

const LOOKS = {
  passed: { mark: '✓', tone: 'tone-green', says: 'connect.passed' },
  failed: { mark: '✕', tone: 'tone-red', says: 'connect.failed' },
  'not-run': { mark: '–', tone: 'muted', says: 'connect.notRun' },
} as const satisfies Readonly<Record<TestStep['state'], object>>;

function StepLine({ step }: { readonly step: TestStep }) {
  const { t } = useTranslation();
  const { language, words } = useWords();
  const { mark, tone, says } = LOOKS[step.state];
  const error = step.error && words.error(step.error.code, step.error.details);
  return (
    <li>
      <span className={tone}>
        <span aria-hidden="true">{mark} </span>
        {step.label[language]} <span className="unseen">{t(says)}</span>
      </span>
      {step.note && <span className="muted"> · {visible(step.note[language])}</span>}
      {error && (
        <p className="flat small">
          {error.happened} {error.next}
        </p>
      )}
    </li>
  );
}

/** A button that tries a connection, and the result of each step as it comes. */
export function TestSteps({ run, result }: Props) {
  const { t } = useTranslation();
  const { busy, run: during } = useBusy();
  const [steps, setSteps] = useState<readonly TestStep[]>([]);
  useNotaryEvent('chain-test', ({ steps: told }) => {
    if (busy) setSteps(told);
  });
  const test = () =>
    during(async () => {
      setSteps([]);
      setSteps(await run());
    });
  const all = steps.every(({ state }) => state !== 'failed') ? 'allPassed' : 'someFailed';
  return (
    <div className="stack tight">
      <div>
        <Button
          size="small"
          icon={<ExperimentOutlined aria-hidden="true" />}
          disabled={busy}
          onClick={() => void test()}
        >
          {t('connect.test')}
        </Button>
      </div>
      <div role="status" aria-label={t('connect.tested')}>
        {steps.length > 0 && (
          <ul className="names test-steps">
            {steps.map((step) => (
              <StepLine key={step.label.en} step={step} />
            ))}
          </ul>
        )}
        {busy && (
          <p className="small muted flat">
            <LoadingOutlined aria-hidden="true" /> {t('connect.testing')}
          </p>
        )}
        {!busy && steps.length > 0 && (
          <p className={`small flat ${all === 'allPassed' ? 'tone-green' : 'tone-amber'}`}>
            {result?.[all] ?? t(`connect.${all}`)}
          </p>
        )}
      </div>
    </div>
  );
}
