import { FRAMED } from '../console/server.mjs';
import { proveEditor } from './prove';

proveEditor('react', { address: FRAMED, title: 'in a frame of another site' });
