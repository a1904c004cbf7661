// The Worker's entry for the bench: each answer also tells what the database says the request has cost,
// which D1 puts on the bill. Not what is deployed.
import app from '../build/app.wasm';
import { pool } from './pool.mjs';

/** Of the request that is served. A Go program keeps the binding it was started with, so there is one
 * for all: the bench asks one thing after another. */
const cost = { read: 0, written: 0, queries: 0 };

/** A statement that is run for its meta as well. `raw` gives the same rows from it. */
function counted(statement) {
  const run = async () => {
    const { results, meta } = await statement.run();
    cost.read += meta.rows_read;
    cost.written += meta.rows_written;
    cost.queries++;
    return { results, meta };
  };
  return {
    bind: (...values) => counted(statement.bind(...values)),
    run,
    async raw() {
      const { results } = await run();
      return results.length === 0 ? [] : [Object.keys(results[0]), ...results.map((row) => Object.values(row))];
    },
  };
}

const { fetch } = pool(app);

export default {
  async fetch(request, env, ctx) {
    Object.assign(cost, { read: 0, written: 0, queries: 0 });
    const DB = { prepare: (sql) => counted(env.DB.prepare(sql)) };
    const answer = await fetch(request, { ...env, DB }, ctx);
    const headers = new Headers(answer.headers);
    for (const [name, value] of Object.entries(cost)) headers.set(`Cost-${name}`, String(value));
    return new Response(answer.body, { status: answer.status, headers });
  },
};
