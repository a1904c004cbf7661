import { proveEditor } from './prove';

proveEditor('slate');
