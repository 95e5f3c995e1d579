import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import type { CertifyInput, CertifyProgress, CertifyResult } from '../../electron/api.ts';
import { call, notary } from '../bridge.ts';
import { useNotaryEvent } from './events.ts';

interface Certify {
  /** Null when no certificates are being made. */
  readonly progress: CertifyProgress | null;
  start(input: CertifyInput): Promise<CertifyResult>;
  cancel(): Promise<void>;
}

const CertifyContext = createContext<Certify | null>(null);

/** Follows the making of certificates, also while another screen is shown. */
export function CertifyProvider({ children }: { readonly children: ReactNode }) {
  const [progress, setProgress] = useState<CertifyProgress | null>(null);
  useNotaryEvent('certify', (event) => setProgress(event.progress.running ? event.progress : null));
  const start = useCallback(async (input: CertifyInput) => {
    try {
      return await call(notary.certify(input));
    } finally {
      setProgress(null);
    }
  }, []);
  const cancel = useCallback(async () => {
    await call(notary.cancel('certify'));
  }, []);
  const value = useMemo(() => ({ progress, start, cancel }), [progress, start, cancel]);
  return <CertifyContext value={value}>{children}</CertifyContext>;
}

export function useCertify(): Certify {
  const certify = use(CertifyContext);
  if (certify === null) throw new Error('useCertify outside of CertifyProvider');
  return certify;
}
