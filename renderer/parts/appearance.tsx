import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useLayoutEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { cspNonce } from '../nonce.ts';
import { useDesk } from '../state/desk.tsx';
import { antdTheme, applyPalette } from '../theme.ts';

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
}

/** Language and colours for everything inside, from the settings and from the system. */
export function Appearance({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation();
  const { status } = useDesk();
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const calm = useMedia('(prefers-reduced-motion: reduce)');
  const chosen = status?.settings.theme ?? 'system';
  const appearance = chosen === 'system' ? (systemDark ? 'dark' : 'light') : chosen;
  useLayoutEffect(() => applyPalette(appearance), [appearance]);
  useLayoutEffect(() => {
    document.documentElement.lang = i18n.language === 'en' ? 'en' : 'zh-CN';
  }, [i18n.language]);
  return (
    <ConfigProvider
      locale={i18n.language === 'en' ? enUS : zhCN}
      theme={antdTheme(appearance, !calm)}
      csp={{ nonce: cspNonce }}
      button={{ autoInsertSpace: false }}
    >
      <AntApp notification={{ placement: 'bottomRight', bottom: 72, maxCount: 3 }} component={false}>
        {children}
      </AntApp>
    </ConfigProvider>
  );
}
