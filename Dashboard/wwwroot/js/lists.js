// Columns of a list, drawn wider or narrower at the edge of their heads. What is drawn is kept by the server, through a hidden field.
(() => {
  const headOf = (key) => document.querySelector(`[data-grip="${CSS.escape(key)}"]`)?.closest('th');
  const fieldOf = () => document.querySelector('[data-column-width]');
  const tell = (key, width) => {
    const field = fieldOf();
    if (!field) return;
    field.value = `${key}=${width}`;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  };

  document.addEventListener('pointerdown', (event) => {
    const grip = event.target.closest?.('[data-grip]');
    if (!grip || event.button !== 0) return;
    event.preventDefault();
    const head = grip.closest('th');
    const { least, most } = fieldOf().dataset;
    const [from, start] = [event.clientX, head.getBoundingClientRect().width];
    let width = null;
    grip.setPointerCapture(event.pointerId);
    const move = (moved) => {
      width = Math.round(Math.min(most, Math.max(least, start + moved.clientX - from)));
      head.style.width = head.style.minWidth = head.style.maxWidth = `${width}px`;
    };
    const end = () => {
      grip.removeEventListener('pointermove', move);
      if (width !== null) tell(grip.dataset.grip, width);
    };
    grip.addEventListener('pointermove', move);
    grip.addEventListener('lostpointercapture', end, { once: true });
  });

  // As in a spreadsheet: as wide as what is in it.
  document.addEventListener('dblclick', (event) => {
    const grip = event.target.closest?.('[data-grip]');
    if (grip) tell(grip.dataset.grip, '');
  });

  // A click on the edge orders nothing.
  document.addEventListener('click', (event) => {
    if (!event.target.closest?.('[data-grip]')) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  window.concentricLists = { widthOf: (key) => { const head = headOf(key); return head ? Math.round(head.getBoundingClientRect().width) : null; } };
})();
