// Tables as files, made in the page by the engine (internal/report): ids as text, no cell a formula.
import { h } from './dom.js';
import { engine } from './engine.js';

const KINDS = {
  csv: { words: 'CSV', type: 'text/csv;charset=utf-8' },
  xlsx: { words: 'Excel', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
};

/** A button for each kind of file, and what went wrong with them.
 * @param name of the sheet and, without its ending, of the file
 * @param table gives {titles, rows}, each cell a text or a number, when a button is pressed */
export function downloads(name, table) {
  const said = h('span.said', { role: 'status' });
  const button = (format) =>
    h(
      'button',
      {
        type: 'button',
        'data-key': format,
        onclick: async ({ currentTarget }) => {
          said.textContent = '正在准备…';
          currentTarget.disabled = true;
          try {
            const make = await engine();
            save(make({ format, name: name(), ...table() }), KINDS[format].type, `评伴-${name()}.${format}`);
            said.textContent = '';
          } catch (cause) {
            console.error(cause);
            said.textContent = '文件没有生成，请刷新页面再试；还不行，请管理员检查后端是否用 make build 完整编译。';
          } finally {
            currentTarget.disabled = false;
          }
        },
      },
      `下载 ${KINDS[format].words}`,
    );
  return [...Object.keys(KINDS).map(button), said];
}

/** Hands a file to whoever looks at the page. */
function save(bytes, type, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
