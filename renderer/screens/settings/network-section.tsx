import { Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '../../../core/formats/plain-text.ts';
import type { ApiError, NetworkCa, NetworkStatus, NetworkWish } from '../../../electron/api.ts';
import { asApiError, call, notary } from '../../bridge.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { Hex } from '../../components/hex.tsx';
import { useBusy } from '../../state/busy.ts';
import { useStatus } from '../../state/desk.tsx';
import { useNotices } from '../../state/notices.tsx';
import { useWords } from '../../state/words.ts';
import { TestSteps } from '../trust/test-steps.tsx';
import { Field, Group } from './field.tsx';

/** What is set, and changing it; null while the desk is not open. */
function useNetwork() {
  const { t } = useTranslation();
  const { problem } = useStatus();
  const { busy, run } = useBusy();
  const { done } = useNotices();
  const [status, setStatus] = useState<NetworkStatus | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const locked = problem?.code === 'key-locked';
  useEffect(() => {
    // the reason is shown above every screen
    if (!locked) call(notary.network()).then(setStatus, () => setStatus(null));
    else setStatus(null);
  }, [locked]);
  const change = (wish: NetworkWish) =>
    run(async () => {
      setError(null);
      try {
        setStatus(await call(notary.networkChange(wish)));
        done(t('network.saved'));
      } catch (thrown) {
        setError(asApiError(thrown));
      }
    });
  return { status, error, busy, change };
}

interface Typed {
  readonly address?: string;
  readonly exceptions?: string;
  readonly user?: string;
  readonly password?: string;
}

/** The wish that was typed; without an address, direct connections. */
function wishOf({ address = '', exceptions = '', user = '', password = '' }: Typed): NetworkWish {
  if (address.trim() === '') return { proxy: null };
  const named = exceptions.split(/[,，、;；\s]+/).filter((one) => one !== '');
  const isNamed = user.trim() !== '';
  return {
    proxy: {
      address: address.trim(),
      exceptions: named,
      user: isNamed ? user.trim() : null,
      password: isNamed && password !== '' ? password : null,
    },
  };
}

interface ProxyProps {
  readonly proxy: NetworkStatus['proxy'];
  readonly busy: boolean;
  onSave(wish: NetworkWish): void;
}

function ProxyForm({ proxy, busy, onSave }: ProxyProps) {
  const { t } = useTranslation();
  const initial = {
    address: proxy?.address.replace(/^http:\/\//, '') ?? '',
    exceptions: proxy?.exceptions.join(', ') ?? '',
    user: proxy?.user ?? '',
    password: '',
  };
  return (
    <Form
      className="dialog-form"
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      onFinish={(typed: Typed) => onSave(wishOf(typed))}
    >
      <Form.Item name="address" label={t('network.proxy')} extra={t('network.proxyHelp')}>
        <Input maxLength={300} autoComplete="off" />
      </Form.Item>
      <Form.Item name="exceptions" label={t('network.exceptions')} extra={t('network.exceptionsHelp')}>
        <Input maxLength={10_000} autoComplete="off" />
      </Form.Item>
      <Form.Item name="user" label={t('network.user')} extra={t('network.userHelp')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('network.password')}
        {...(proxy?.user ? { extra: t('network.passwordKept') } : {})}
      >
        <Input.Password maxLength={1000} autoComplete="new-password" />
      </Form.Item>
      <Button htmlType="submit" loading={busy}>
        {t('network.save')}
      </Button>
    </Form>
  );
}

function CaLine({ ca }: { readonly ca: NetworkCa }) {
  const { t } = useTranslation();
  const { time } = useWords();
  return (
    <li>
      {visible(ca.subject)}
      <span className="block">
        <Hex value={ca.fingerprint} />
      </span>
      <span className={`small block ${ca.expired ? 'tone-red' : 'muted'}`}>
        {t(ca.expired ? 'network.expired' : 'network.until', { date: time(ca.until) })}
      </span>
    </li>
  );
}

/** How others are reached: proxy, CAs, and a way to try it. */
export function NetworkSection() {
  const { t } = useTranslation();
  const { status, error, busy, change } = useNetwork();
  const [address, setAddress] = useState('');
  if (status === null) return null;
  const chooseCa = async () => {
    const [ca] = await call(notary.pick('answer'));
    if (ca !== undefined) await change({ ca });
  };
  return (
    <Group title={t('network.title')}>
      <p className="small muted">{t('network.what')}</p>
      {status.problem !== null && <ErrorNote error={status.problem} />}
      {error !== null && <ErrorNote error={error} />}
      {/* what was saved is what stands there */}
      <ProxyForm key={JSON.stringify(status.proxy)} proxy={status.proxy} busy={busy} onSave={change} />
      <Field label={t('network.cas')} help={t('network.casHelp')}>
        {status.cas.length > 0 && (
          <ul className="names">
            {status.cas.map((ca) => (
              <CaLine key={ca.fingerprint} ca={ca} />
            ))}
          </ul>
        )}
        <div className="row">
          <Button disabled={busy} onClick={() => void chooseCa()}>
            {t('network.chooseCa')}
          </Button>
          {status.cas.length > 0 && (
            <Button disabled={busy} onClick={() => void change({ ca: null })}>
              {t('network.removeCa')}
            </Button>
          )}
        </div>
      </Field>
      <Field label={t('network.address')} help={t('network.addressHelp')}>
        <div className="stack tight">
          <Input
            aria-label={t('network.address')}
            maxLength={300}
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
          <TestSteps
            run={() => call(notary.networkTry(address.trim()))}
            result={{ allPassed: t('network.reached'), someFailed: t('network.notReached') }}
          />
        </div>
      </Field>
    </Group>
  );
}
