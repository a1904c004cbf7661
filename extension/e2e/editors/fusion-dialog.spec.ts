import { proveEditor } from './prove';

proveEditor('fusion-dialog');
