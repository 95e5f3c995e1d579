import { MoreOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { visible } from '../../../core/formats/plain-text.ts';
import type { ForeignRecord } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { Points } from '../../components/points.tsx';
import { useCopy } from '../../state/copy.ts';
import { useNotices } from '../../state/notices.tsx';

interface Props {
  readonly foreign: ForeignRecord;
  /** What the record is called here. */
  readonly name: string;
  onForgotten(): void;
}

/** Asks, with what goes and what stays, and forgets the record of a partner; false where nothing was done. */
function useForget() {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const { done, fail } = useNotices();
  const ask = async ({ leaf }: ForeignRecord, name: string): Promise<boolean> => {
    const partners = await call(notary.linkPartners());
    const count = partners.find(({ record }) => record.leaf === leaf)?.referring ?? 0;
    const agreed = await modal.confirm({
      title: t('links.forget.title'),
      width: 560,
      content: (
        <div className="stack">
          <p className="wrap">{visible(name)}</p>
          <Points title={t('erase.goes')} points={[t('links.forget.goesCertificate'), t('links.forget.goesBackups')]} />
          <Points
            title={t('erase.stays')}
            points={[
              t('links.forget.staysLinks', { count }),
              t('links.forget.staysGiven'),
              t('links.forget.staysCopies'),
            ]}
          />
          <p>{t('links.forget.after')}</p>
        </div>
      ),
      okText: t('links.forget.go'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
    });
    if (!agreed) return false;
    await call(notary.linkForget(leaf));
    done(t('links.forget.done'));
    return true;
  };
  return (foreign: ForeignRecord, name: string) =>
    ask(foreign, name).catch((thrown: unknown) => {
      fail(thrown);
      return false;
    });
}

/** What can be done with the record of a partner at the other end of a link. */
export function PartnerMenu({ foreign, name, onForgotten }: Props) {
  const { t } = useTranslation();
  const copy = useCopy();
  const forget = useForget();
  const items = [
    { key: 'leaf', label: t('links.copyLeaf'), onClick: () => copy(foreign.leaf) },
    {
      key: 'forget',
      danger: true,
      label: t('links.forget.item'),
      onClick: () => void forget(foreign, name).then((isGone) => isGone && onForgotten()),
    },
  ];
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button
        size="small"
        type="text"
        icon={<MoreOutlined aria-hidden="true" />}
        aria-label={t('links.menu', { name: visible(name) })}
        title={t('links.more')}
      />
    </Dropdown>
  );
}
