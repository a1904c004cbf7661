// Changes of address without a load.

/** Calls back when the address changed. */
export function onRoute(changed: () => void, signal: AbortSignal): void {
  let last = location.href;
  const look = () => {
    if (location.href === last) return;
    last = location.href;
    changed();
  };
  window.addEventListener('popstate', look, { signal });
  if (typeof navigation !== 'undefined' && navigation) {
    navigation.addEventListener('currententrychange', look, { signal });
    return;
  }
  const timer = setInterval(look, 1000);
  signal.addEventListener('abort', () => clearInterval(timer));
}
