import { proveEditor } from './prove';

proveEditor('quill', { rest: 1_050 });
