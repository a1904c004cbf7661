/** @jsxImportSource react */
// The seller console around the review list: a menu whose entries change the route without a load,
// and the console's own announcements, which cover the page.
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { address } from './knobs';
import { ReviewList } from './list';

declare global {
  interface Window {
    /** What a spec can make the page do that a user could not. */
    consolePage: {
      /** Shows the rows in reverse order. */
      reverse(): void;
      /** Throws every row's nodes away and makes new ones. */
      rerender(): void;
      /** Renders every row anew into the nodes it has. */
      refresh(): void;
      /** Asks for the rows again. */
      reload(): Promise<void>;
      /** Opens the console's own announcement over the page, or closes it. */
      announce(on: boolean): void;
    };
  }
}

const REVIEWS = '/home.htm/comment-manage/list/rateWait4PC';
const MENU = [
  { label: '评价管理', path: REVIEWS },
  { label: '已卖出的宝贝', path: '/home.htm/trade-platform/tp/sold' },
  { label: '问大家', path: '/home.htm/comment-manage/ask-all' },
];

function Announcement({ onClose }: { onClose(): void }) {
  return (
    <div className="next-overlay-wrapper opened">
      <div className="next-overlay-backdrop" />
      <div className="next-dialog upgrade-analysis-dialog" role="dialog" aria-modal="true" aria-label="功能升级">
        <div className="next-dialog-header">功能升级</div>
        <div className="next-dialog-body">评价智能分析上线</div>
        <button type="button" className="next-dialog-close" aria-label="关闭" onClick={onClose}>
          ×
        </button>
      </div>
    </div>
  );
}

function App() {
  const [path, setPath] = useState(location.pathname);
  const [announced, setAnnounced] = useState(false);
  useEffect(() => {
    const follow = () => setPath(location.pathname);
    addEventListener('popstate', follow);
    Object.assign(window, { consolePage: { ...window.consolePage, announce: setAnnounced } });
    return () => removeEventListener('popstate', follow);
  }, []);
  const go = (to: string) => {
    history.pushState(null, '', to + address({ current: '' }).slice(location.pathname.length));
    setPath(to);
  };
  return (
    <div className="layout">
      <header className="top">商家工作台</header>
      <nav className="menu">
        {MENU.map((entry) => (
          <button
            key={entry.path}
            type="button"
            className={path.startsWith(entry.path) ? 'current' : ''}
            onClick={() => go(entry.path)}
          >
            {entry.label}
          </button>
        ))}
      </nav>
      <main className="main">
        {path.startsWith('/home.htm/comment-manage/list') ? (
          <ReviewList />
        ) : (
          <h2>{MENU.find((entry) => entry.path === path)?.label ?? '首页'}</h2>
        )}
      </main>
      {announced && <Announcement onClose={() => setAnnounced(false)} />}
    </div>
  );
}

const root = document.getElementById('ice-container');
if (root) createRoot(root).render(<App />);
