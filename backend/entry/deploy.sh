#!/bin/sh
# Puts the Worker on Cloudflare: the database made if there is none, migrations applied, the
# operator's secret asked for if it is not set. Argument: staging or production.
set -eu
env=${1:-production}
cd "$(dirname "$0")/.."
PATH="$PWD/node_modules/node/bin:$PWD/node_modules/.bin:$PATH"
case $env in
staging) name=pingban-staging ;;
production) name=pingban ;;
*) echo "deploy: $env is neither staging nor production" >&2; exit 2 ;;
esac
# Only with --json does whoami fail for somebody who has not logged in.
wrangler whoami --json >/dev/null || {
  [ -t 0 ] || { echo "deploy: log in with \`wrangler login\`, or set CLOUDFLARE_API_TOKEN" >&2; exit 1; }
  wrangler login
}

# The id that stands beside this name in wrangler.jsonc; all zeros until the database was made.
id=$(node -e '
  const text = require("fs").readFileSync("wrangler.jsonc", "utf8").replace(/^\s*\/\/.*$/gm, "");
  console.log(JSON.parse(text).env[process.argv[1]].d1_databases[0].database_id);' "$env")
# Asked of the list: `d1 info` would look for the zeros that stand beside the name.
made_as() {
  list=$(wrangler d1 list --json) || exit 1
  node -e '
    const [name, list] = process.argv.slice(1);
    const made = JSON.parse(list).find((d) => d.name === name);
    if (made) console.log(made.uuid);' "$name" "$list"
}
case $id in 00000000-*)
  made=$(made_as)
  if [ -z "$made" ]; then
    wrangler d1 create "$name" --update-config=false >/dev/null
    made=$(made_as)
  fi
  node -e '
    const fs = require("fs");
    const [name, id] = process.argv.slice(1);
    const text = fs.readFileSync("wrangler.jsonc", "utf8");
    const at = text.lastIndexOf(`"database_name": "${name}",`);
    const end = text.indexOf("0000-000000000000", at) + "0000-000000000000".length;
    fs.writeFileSync("wrangler.jsonc", text.slice(0, at) + text.slice(at, end).replace(/[0-]{36}/, id) + text.slice(end));' "$name" "$made"
  echo "deploy: the database $name is $made; keep the change of wrangler.jsonc"
  ;;
esac
wrangler d1 migrations apply DB --remote --env "$env"
wrangler deploy --env "$env"
wrangler secret list --env "$env" | grep -q PINGBAN_OPERATOR_SECRET || {
  echo "deploy: choose the operator's secret, which makes teams; 32 characters or more"
  wrangler secret put PINGBAN_OPERATOR_SECRET --env "$env"
}
