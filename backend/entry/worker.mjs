import app from '../build/app.wasm';
import { pool } from './pool.mjs';

export default pool(app);
