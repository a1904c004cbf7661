// Styles of everything we draw. Constructed sheets work under any CSP of the page.

const FONT = `"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif`;

const BASE = `
:host{all:initial}
*{box-sizing:border-box}
svg{width:1em;height:1em;fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round;flex:none}
button,input{font:inherit;color:inherit}
`;

/** A badge stands in the page's own table, which is light: it brings its own ground. */
export const BADGE = `${BASE}
:host{display:inline-block;max-width:100%;margin:4px 0 0;vertical-align:middle}
.badge{display:inline-flex;align-items:center;gap:4px;font:12px/18px ${FONT};padding:1px 8px 1px 6px;border:1px solid;border-radius:10px;white-space:nowrap;cursor:default;
font-variant-numeric:tabular-nums;background:#f4f6f8;color:#3c4858;border-color:#d7dde4}
.soon{background:#fff6dd;color:#6f4a00;border-color:#e8c877}
.urgent{background:#fdeceb;color:#96180f;border-color:#e39a94;font-weight:600}
.over{background:#fff;color:#5b6673;border-color:#c9d0d8;border-style:dashed}
:host(:focus-visible) .badge{outline:2px solid #0b6e63;outline-offset:1px}
`;

export const BAR = `${BASE}
:host{display:block;margin:0 0 8px}
.bar{display:flex;flex-wrap:wrap;align-items:center;gap:6px 8px;font:13px/20px ${FONT};padding:6px 12px;border:1px solid #dfe4ea;border-radius:8px;background:#fafbfc;color:#3c4858}
.brand{font-weight:600;color:#0b6e63;margin-right:2px}
.quiet{color:#5b6673}
.push{margin-left:auto}
button{padding:1px 10px;border:1px solid #d7dde4;border-radius:12px;background:#fff;cursor:pointer;font-size:12px;line-height:20px}
button:hover{border-color:#8fa3b3}
button[aria-pressed=true]{background:#0b6e63;border-color:#0b6e63;color:#fff}
button:focus-visible{outline:2px solid #0b6e63;outline-offset:1px}
button:disabled{color:#6d7885;cursor:default;background:#f4f6f8}
`;

export const CARDS = `${BASE}
:host{--ground:#fff;--raised:#f5f7f9;--ink:#1f2a37;--soft:#566270;--line:#dfe4ea;--accent:#0b6e63;--on:#fff;--bad:#96180f;--badground:#fdeceb;--mild:#6f4a00;--mildground:#fff6dd;--hint:#245a92;--hintground:#e9f1fa}
@media (prefers-color-scheme:dark){:host{color-scheme:dark;--ground:#20262d;--raised:#2a323b;--ink:#e6ebf0;--soft:#a9b4c0;--line:#3c4651;--accent:#5cc4b6;--on:#0d2421;--bad:#ffaba4;--badground:#4a2320;--mild:#f2cd7e;--mildground:#44371a;--hint:#9cc7f2;--hintground:#1f3347}}
[popover]{position:fixed;inset:auto;margin:0;padding:0;border:0;background:none;overflow:visible;color:var(--ink);font:13px/20px ${FONT}}
.unbroken{display:inline-block}
.card{width:340px;max-width:calc(100vw - 24px);max-height:min(480px,calc(100vh - 24px));overflow:auto;overscroll-behavior:contain;background:var(--ground);border:1px solid var(--line);border-radius:10px;box-shadow:0 6px 24px rgb(15 30 45/.16);padding:12px 14px}
.card>*+*{margin-top:8px}
h2{margin:0;font-size:13px;line-height:20px;font-weight:600;display:flex;gap:6px;align-items:center}
p{margin:0}
.soft{color:var(--soft)}
.small{font-size:12px;line-height:18px}
.chip{display:inline-block;padding:0 6px;border-radius:4px;font-size:12px;line-height:18px;font-weight:400;background:var(--raised);color:var(--soft);white-space:nowrap}
.block{background:var(--badground);color:var(--bad)}
.warn{background:var(--mildground);color:var(--mild)}
.hint{background:var(--hintground);color:var(--hint)}
.clip{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.tall{width:380px;display:flex;flex-direction:column;padding:0;overflow:hidden}
.tall>*{margin:0!important;padding:10px 14px}
.tall>.body{overflow:auto;overscroll-behavior:contain;padding-bottom:2px}
.tall>.foot{border-top:1px solid var(--line);display:grid;gap:8px}
.windows{list-style:none;margin:8px 0 0;padding:0}
.windows li{padding:7px 0;border-top:1px solid var(--line)}
.line{display:flex;gap:6px;align-items:center}
.line b{font-weight:600}
.line .left{margin-left:auto;font-variant-numeric:tabular-nums;white-space:nowrap;display:inline-flex;gap:4px;align-items:center}
.s-urgent{color:var(--bad);font-weight:600}
.s-soon{color:var(--mild);font-weight:600}
.s-over,.s-none,.s-unknown,.s-done{color:var(--soft)}
.row{display:flex;flex-wrap:wrap;gap:6px;align-items:center}
.push{margin-left:auto}
button{padding:2px 10px;border:1px solid var(--line);border-radius:6px;background:var(--ground);cursor:pointer;line-height:20px}
button:hover{border-color:var(--soft)}
button:focus-visible,input:focus-within{outline:2px solid var(--accent);outline-offset:1px}
.body:focus-visible{outline:2px solid var(--accent);outline-offset:-2px}
button.main{background:var(--accent);border-color:var(--accent);color:var(--on)}
button.link{border-color:transparent;background:none;color:var(--soft);padding:2px 6px}
button.link:hover{color:var(--ink);text-decoration:underline}
button[aria-pressed=true]{background:var(--accent);border-color:var(--accent);color:var(--on)}
.quote{background:var(--raised);border-radius:6px;padding:6px 8px;white-space:pre-wrap;overflow-wrap:anywhere}
.picker{width:380px;padding:8px}
.picker input{width:100%;padding:4px 8px;border:1px solid var(--line);border-radius:6px;background:var(--ground)}
.list{max-height:300px;overflow:auto;overscroll-behavior:contain}
.heard{position:absolute;width:1px;height:1px;margin:0!important;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.save input{padding:4px 8px;border:1px solid var(--line);border-radius:6px;background:var(--ground)}
.save input[type=text]{width:100%}
.save .text{max-height:108px;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere}
.fault{color:var(--bad)}
.fault:empty{display:none}
.option{padding:6px 8px;border-radius:6px;cursor:pointer}
.option[aria-selected=true]{background:var(--raised);box-shadow:inset 2px 0 0 var(--accent)}
.option b{flex:none;max-width:70%}
.option .clip{min-width:0}
.option:hover{background:var(--raised)}
.option .text{display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden;overflow-wrap:anywhere}
mark{background:none;color:var(--accent);font-weight:600}
.tab{padding:0 10px;font-size:12px;line-height:22px;border-radius:6px 6px 0 0;color:var(--accent);border-bottom-color:transparent;box-shadow:0 -1px 4px rgb(15 30 45/.06)}
.toast{max-width:min(460px,calc(100vw - 48px));background:var(--ground);border:1px solid var(--line);border-radius:8px;box-shadow:0 4px 16px rgb(15 30 45/.16);padding:7px 12px;display:flex;gap:10px;align-items:center}
.strip{display:flex;gap:6px;align-items:center;background:var(--ground);border:1px solid var(--line);border-radius:6px;padding:2px 4px 2px 10px;font-size:12px;box-shadow:0 2px 8px rgb(15 30 45/.10)}
.mirror{pointer-events:none;overflow:hidden;color:transparent}
.mirror mark{color:transparent;background:none;text-decoration:underline wavy #d92d20 1.5px;text-underline-offset:3px;font-weight:inherit}
.mirror mark.warn{text-decoration-color:#b7791f}
.mirror mark.hint{text-decoration:underline dotted #2b6cb0 2px}
.mirror mark.blank{text-decoration:none;background:rgb(11 110 99/.16)}
`;

/** Underlines in the page itself, by CSS custom highlights. */
export const HIGHLIGHTS = `
::highlight(pingban-block){text-decoration:underline wavy #d92d20 1.5px;text-underline-offset:3px;background-color:rgb(217 45 32/.07)}
::highlight(pingban-warn){text-decoration:underline wavy #b7791f 1.5px;text-underline-offset:3px;background-color:rgb(183 121 31/.08)}
::highlight(pingban-hint){text-decoration:underline dotted #2b6cb0 2px;text-underline-offset:3px}
::highlight(pingban-blank){background-color:rgb(11 110 99/.16)}
`;

const made = new Map<string, CSSStyleSheet>();

export function sheet(css: string): CSSStyleSheet {
  let found = made.get(css);
  if (!found) {
    found = new CSSStyleSheet();
    found.replaceSync(css);
    made.set(css, found);
  }
  return found;
}
