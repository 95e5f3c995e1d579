import { CheckCircleOutlined, ExperimentOutlined, WarningOutlined } from '@ant-design/icons';
import { App, Button, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { checkCode } from '../../../core/formats/check-code.ts';
import { visible } from '../../../core/formats/plain-text.ts';
import { thousands } from '../../../core/words/words.ts';
import type { ChainEntry, ChainHealth } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { CheckCode } from '../../components/check-code.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { Pairs } from '../../components/pairs.tsx';
import { useBusy } from '../../state/busy.ts';
import { useNotices } from '../../state/notices.tsx';
import { useWords } from '../../state/words.ts';
import { ClientKey } from './client-key.tsx';
import { rowPairs } from './row-pairs.tsx';
import { TestSteps } from './test-steps.tsx';
import { useHealth } from './use-chains.ts';

function Marks({ chain }: { readonly chain: ChainEntry }) {
  const { t } = useTranslation();
  const Icon = chain.compared ? CheckCircleOutlined : WarningOutlined;
  return (
    <>
      {chain.demo && (
        <span className="state tone-amber" title={t('chains.demoHelp')}>
          <ExperimentOutlined aria-hidden="true" /> {t('chains.demo')}
        </span>
      )}
      <span className={`state ${chain.compared ? 'tone-green' : 'tone-amber'}`}>
        <Icon aria-hidden="true" /> {t(chain.compared ? 'trust.compared' : 'trust.notCompared')}
      </span>
    </>
  );
}

function Answer({ health }: { readonly health: ChainHealth | undefined | null }) {
  const { t } = useTranslation();
  if (health === null) return <span className="muted">{t('chains.asking')}</span>;
  if (!health?.reachable) return <span className="tone-red">✕ {t('chains.unreachable')}</span>;
  const { height, delay } = health;
  const answer =
    height === null
      ? t('chains.answers', { delay: delay ?? 0 })
      : t('chains.reachable', { height: thousands(height), delay: delay ?? 0 });
  return <span className="tone-green">✓ {answer}</span>;
}

/** Said where so many members are away that nothing can be confirmed. */
function NoQuorum({ chain, health }: { readonly chain: ChainEntry; readonly health: readonly ChainHealth[] | null }) {
  const { t } = useTranslation();
  if (chain.quorum === null || health === null) return null;
  const { need, all } = chain.quorum;
  const away = chain.members.length - health.filter(({ reachable }) => reachable).length;
  const answering = all - away;
  if (answering >= need) return null;
  return (
    <p className="tone-amber" role="status">
      <WarningOutlined aria-hidden="true" /> {t('chains.noQuorum', { answering, all, need })}
    </p>
  );
}

/** The members by name, each with what its node answers. */
function Members({ chain }: { readonly chain: ChainEntry }) {
  const { t } = useTranslation();
  const { health, ask } = useHealth(chain.name);
  return (
    <>
      <table className="members">
        <caption className="unseen">{t('chains.members')}</caption>
        <thead>
          <tr className="small muted">
            <th scope="col">{t('chains.member')}</th>
            <th scope="col">{t('chains.address')}</th>
            <th scope="col">{t('chains.state')}</th>
          </tr>
        </thead>
        <tbody aria-live="polite">
          {chain.members.map(({ organisation, url }) => (
            <tr key={url}>
              <th scope="row">{t('trust.calls', { name: organisation })}</th>
              <td>
                <code className="small">{visible(url)}</code>
              </td>
              <td>
                <Answer health={health === null ? null : health.find((one) => one.url === url)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <NoQuorum chain={chain} health={health} />
      <Button size="small" onClick={() => void ask()} disabled={health === null}>
        {t('chains.ask')}
      </Button>
    </>
  );
}

/** One chain: switched on or off, what it confirmed last, its members, its fingerprint. */
export function ChainCard({ chain, onChanged }: { readonly chain: ChainEntry; onChanged(): void }) {
  const { t } = useTranslation();
  const { language, time } = useWords();
  const { modal } = App.useApp();
  const { done, fail } = useNotices();
  const { busy, run } = useBusy();
  const change = (to: 'on' | 'off' | 'removed') =>
    run(async () => {
      await call(notary.chainChange({ name: chain.name, to }));
      onChanged();
    });
  const remove = async () => {
    const agreed = await modal.confirm({
      title: t('chains.removeTitle', { name: chain.name }),
      content: t('chains.removeBody'),
      okText: t('chains.remove'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
    });
    if (agreed && (await change('removed'))) done(t('chains.removed'));
  };
  const last = chain.last && {
    count: chain.last.size,
    formatted: thousands(chain.last.size),
    time: chain.last.time === null ? '' : time(chain.last.time),
  };
  return (
    <li className="card bundle">
      <div className="row">
        <h3 className="bundle-name wrap">{t('trust.calls', { name: chain.consortium })}</h3>
        <Marks chain={chain} />
        <Switch
          className="push"
          checked={chain.enabled}
          loading={busy}
          aria-label={t('chains.switch', { name: chain.name })}
          checkedChildren={t('chains.on')}
          unCheckedChildren={t('chains.off')}
          onChange={(on) => void change(on ? 'on' : 'off')}
        />
        <Button size="small" danger onClick={() => void remove().catch(fail)}>
          {t('chains.remove')}
        </Button>
      </div>
      <Pairs
        items={[
          ...rowPairs(chain.rows, language),
          { label: t('chains.last'), value: last ? t('chains.lastValue', last) : t('chains.never') },
          {
            label: t('trust.code'),
            value: <CheckCode code={checkCode(chain.fingerprint)} fingerprint={chain.fingerprint} />,
          },
        ]}
      />
      <p className="small muted">{t(chain.required ? 'chains.required' : 'chains.optional')}</p>
      {chain.problem && <ErrorNote error={chain.problem} type="warning" />}
      {chain.hasClientKey && <ClientKey name={chain.name} />}
      <Members chain={chain} />
      <TestSteps run={() => call(notary.chainTest(chain.name))} />
    </li>
  );
}
