import { proveEditor } from './prove';

proveEditor('modal');
