// Starts the circuit, and says so when it is lost: a figure that no longer moves must not look live.
(() => {
  const root = document.documentElement;
  const banner = document.getElementById('components-reconnect-modal');
  const text = banner.querySelector('.connection-text');
  const detail = banner.querySelector('.connection-detail');
  const longestPause = 5000;

  // The page's own as-of time when it shows one, for the reader's clock may be wrong; else the time where the office is.
  const lastKnownTime = () =>
    document.querySelector('[data-as-of]')?.dataset.asOf ??
    new Date().toLocaleTimeString('zh-CN', { hour12: false, timeZone: banner.dataset.zone });

  // Only these have their draft on the device.
  const isWriting = () => document.querySelector('main form[data-draft], .mud-dialog form[data-draft]') !== null;

  const lost = () => {
    if (root.classList.contains('is-stale')) return;
    // First of all: whatever fails after it, the page must not look live.
    root.classList.add('is-stale');
    text.textContent = banner.dataset.lost.replace('{0}', lastKnownTime());
    detail.textContent = isWriting() ? `${banner.dataset.retrying} ${banner.dataset.kept}` : banner.dataset.retrying;
  };

  const back = () => {
    root.classList.remove('is-stale');
    text.textContent = detail.textContent = '';
  };

  // True: the circuit is back. False: the server answers but no longer has it, so start afresh; filters are in the address.
  const reconnect = async () => {
    if (!(await Blazor.reconnect())) location.reload();
  };

  banner.addEventListener('components-reconnect-state-changed', ({ detail: { state } }) => {
    if (state === 'hide') back();
    else lost();
    if (state === 'failed') detail.textContent = banner.dataset.failed;
    if (state === 'rejected') location.reload();
  });
  banner.querySelector('[data-reconnect]').addEventListener('click', () =>
    reconnect().catch(() => { detail.textContent = banner.dataset.failed; }));
  window.addEventListener('offline', lost);
  window.addEventListener('online', () => { if (!banner.className.includes('components-reconnect-')) back(); });

  // Work on one page sends the server no requests, only messages of the circuit: now and then the session is told that it is used.
  let seen = performance.now();
  const use = () => {
    if (performance.now() - seen < 60000) return;
    seen = performance.now();
    fetch('account/seen', { method: 'HEAD', cache: 'no-store' }).catch(() => {});
  };
  for (const kind of ['pointerdown', 'keydown']) window.addEventListener(kind, use, { capture: true, passive: true });

  Blazor.start({
    circuit: {
      // The server sends a sign of life every 4 seconds (Pages.cs).
      configureSignalR: (builder) => builder.withServerTimeout(12000).withKeepAliveInterval(4000),
      reconnectionOptions: {
        maxRetries: Number.MAX_SAFE_INTEGER,
        retryIntervalMilliseconds: (attempt) => Math.min(250 * 2 ** attempt, longestPause),
      },
    },
  });
})();
