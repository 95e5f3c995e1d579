/** Played settings of the network: what is set is shown, the password never. */
import type { NetworkStatus, NetworkWish, NotaryApi, Result, TestStep } from '../../../electron/api.ts';
import { hexOf } from './sample.ts';

const CA = {
  subject: 'O=Harbour Trading, CN=Office CA',
  fingerprint: hexOf(77),
  until: '2036-01-01T00:00:00.000Z',
  expired: false,
};
const PROXY_STEPS: readonly TestStep[] = [
  {
    label: { zh: '连接方式', en: 'the way there' },
    state: 'passed',
    note: { zh: '经代理 proxy.example:3128', en: 'through the proxy proxy.example:3128' },
    error: null,
  },
  {
    label: { zh: '代理放行到该地址', en: 'the proxy opens the way to the address' },
    state: 'failed',
    note: null,
    error: {
      code: 'anchor-unavailable',
      message: '407',
      details: { reason: 'proxy-credentials', proxy: 'proxy.example:3128', endpoint: 'witness.example:443' },
    },
  },
];

const ok = <T>(value: T): Result<T> => ({ ok: true, value });

/** The calls about the network. */
export function playedNetwork(): Pick<NotaryApi, 'network' | 'networkChange' | 'networkTry'> {
  let status: NetworkStatus = { proxy: null, cas: [], problem: null };
  return {
    network: async () => ok(status),
    async networkChange({ proxy, ca }: NetworkWish) {
      if (proxy && !/^[\w.-]+:\d+$/.test(proxy.address))
        return { ok: false, error: { code: 'bad-input', message: '', details: { reason: 'proxy-address' } } };
      const { address, exceptions, user } = proxy ?? { address: '', exceptions: [], user: null };
      status = {
        ...status,
        ...(proxy === undefined ? {} : { proxy: proxy && { address: `http://${address}`, exceptions, user } }),
        ...(ca === undefined ? {} : { cas: ca === null ? [] : [CA] }),
      };
      return ok(status);
    },
    networkTry: async () => ok(PROXY_STEPS),
  };
}
