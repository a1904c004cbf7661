import { useEffect, useState } from 'preact/hooks';
import { t } from '../../text';
import { type HandbookData, load } from './data';
import { Practice } from './practice';
import { Rules } from './rules';
import { Windows } from './windows';

const TABS = ['rules', 'clocks', 'practice'] as const;
type Tab = (typeof TABS)[number];
const NAMES = { rules: 'handbook_rules', clocks: 'handbook_clocks', practice: 'handbook_practice' } as const;

/** Every rule, clock and penalty in words, and sentences to practise on: made from what the engine itself reads. */
export function Handbook() {
  const [tab, setTab] = useState<Tab>(() => TABS.find((name) => name === location.hash.slice(1)) ?? 'rules');
  const [data, setData] = useState<HandbookData>();
  const [error, setError] = useState('');
  useEffect(() => {
    load().then(setData, (fault: Error) => setError(t('handbook_failed', fault.message)));
  }, []);

  return (
    <>
      <header>
        <h1>{t('handbook_title')}</h1>
        <nav class="tabs" aria-label={t('handbook_title')}>
          {TABS.map((name) => (
            <a key={name} href={`#${name}`} aria-current={name === tab && 'page'} onClick={() => setTab(name)}>
              {t(NAMES[name])}
            </a>
          ))}
        </nav>
      </header>
      <p class="muted small">{t('handbook_aside')}</p>
      {error && (
        <p class="notice bad" role="alert">
          {error}
        </p>
      )}
      {!data && !error && <p class="muted">{t('loading')}</p>}
      {data && tab === 'rules' && <Rules rules={data.rules} />}
      {data && tab === 'clocks' && <Windows windows={data.windows} />}
      {data && tab === 'practice' && <Practice rules={data.rules} />}
    </>
  );
}
