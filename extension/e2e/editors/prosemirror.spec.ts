import { proveEditor } from './prove';

proveEditor('prosemirror', { rest: 550 });
