/** Chrome lets a click count for five seconds; the question whether a permission is needed must fit in. */
const PROBE_MS = 3000;

/** Whether a backend lets the extension in by itself (CORS), so that no permission is needed. */
export async function isOpen(address: string): Promise<boolean> {
  const url = parsed(address);
  if (!url) return false;
  try {
    const init: RequestInit = { credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(PROBE_MS) };
    return (await fetch(`${url.origin}/healthz`, init)).ok;
  } catch {
    return false;
  }
}

/** Asks the user to let the extension reach a backend. Gives false if they would rather not. */
export async function grant(address: string): Promise<boolean> {
  const origins = pattern(address);
  if (!origins) return false;
  try {
    return (await chrome.permissions.contains({ origins })) || (await chrome.permissions.request({ origins }));
  } catch {
    return false; // the join says what is wrong with the address
  }
}

/** Gives back what grant got. */
export async function release(address: string): Promise<void> {
  const origins = pattern(address);
  if (origins) await chrome.permissions.remove({ origins }).catch(() => false);
}

/** A match pattern has no port. */
function pattern(address: string): string[] | undefined {
  const url = parsed(address);
  return url && [`${url.protocol}//${url.hostname}/*`];
}

function parsed(address: string): URL | undefined {
  try {
    const url = new URL(/^[a-z]+:\/\//i.test(address) ? address : `https://${address}`);
    return /^https?:$/.test(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}
