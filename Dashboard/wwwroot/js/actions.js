// Steps of a record: a button of data-action opens a dialog with a form of data-action-form.
(() => {
  let pressed = null;
  let shown = null;

  const isLive = () => document.querySelector('.shell[data-live]') !== null;
  const buttonOf = (key) => document.querySelector(`button[data-action="${CSS.escape(key)}"]`);
  const press = (button) => { button.focus(); button.click(); };

  // Before the circuit hears it, a press is kept until it does.
  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('button[data-action]');
    if (!button || isLive()) return;
    pressed = button.dataset.action;
    button.setAttribute('aria-busy', 'true');
  }, true);

  // Escape in a dialog, unless it is for a list or a calendar that is open over it, or for an input method: DialogEscape answers it.
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented || document.querySelector('.mud-popover-open:not(.closing)')) return;
    [...document.querySelectorAll('.mud-dialog [data-escape]')].pop()?.click();
  });

  // What was open with something typed into it when the page was lost is opened again; drafts.js fills it.
  const open = () => {
    if (!isLive() || document.querySelector('.mud-dialog')) return;
    const early = pressed === null ? null : buttonOf(pressed);
    if (early) {
      pressed = null;
      press(early);
      return;
    }
    for (const button of document.querySelectorAll('button[data-draft-of]')) {
      if (button.asked === button.dataset.draftOf) continue;
      button.asked = button.dataset.draftOf;
      if (!concentricDrafts.isOpen(button.asked)) continue;
      press(button);
      return;
    }
  };

  // Into the first field, and back to the button; when the step is done and its button gone, to what can be done next.
  const focus = () => {
    const form = document.querySelector('form[data-action-form]');
    if (form && shown !== form.dataset.actionForm) {
      const fields = [...form.elements].filter((field) => field.type !== 'hidden' && !field.disabled);
      (fields.find((field) => field.matches('input, select, textarea')) ?? fields.at(-1))?.focus();
      shown = form.dataset.actionForm;
    } else if (!form && shown !== null && !document.querySelector('.mud-dialog')) {
      const back = buttonOf(shown) ?? document.querySelector('.record-actions button') ?? document.querySelector('h1');
      shown = null;
      if (back && document.activeElement === document.body) {
        if (back.matches('h1')) back.tabIndex = -1;
        back.focus();
      }
    }
  };

  new MutationObserver(() => { open(); focus(); })
    .observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-live', 'data-draft-of'] });
})();
// A form that a page is opened for begins in its first field, where there is a keyboard: on a phone its keys would cover the form.
(() => {
  let waiting = null;

  const begin = () => waiting?.querySelector(':is(input, select, textarea):not([type=hidden], [type=file], :disabled)')?.focus({ preventScroll: true });

  // Before the page is live its fields are still to be drawn once more.
  const look = () => {
    const form = document.querySelector('.shell[data-live] main form[data-begins]');
    if (!form || form.hasBegun) return;
    form.hasBegun = true;
    if (!matchMedia('(hover: hover) and (pointer: fine)').matches) return;
    const held = document.activeElement;
    if (held !== document.body && !held?.matches('h1')) return;
    waiting = form;
    begin();
  };

  // Whoever comes from another page has the heading focused, and late: it passes the focus on until somebody does something.
  document.addEventListener('focusin', (event) => { if (waiting?.isConnected && event.target.matches?.('h1')) begin(); });
  for (const doing of ['pointerdown', 'keydown']) document.addEventListener(doing, () => { waiting = null; }, true);

  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-live'] });
})();

// What a press is refused for may turn up out of sight. It reads itself out, and it is brought into view; the focus stays.
(() => {
  let pressedOn = null;
  document.addEventListener('click', () => { pressedOn = location.pathname; }, true);

  new MutationObserver((changes) => {
    if (pressedOn !== location.pathname) return;
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (!node.matches) continue;
        const refusal = node.matches('.notice.bad[role=alert]') ? node : node.querySelector('.notice.bad[role=alert]');
        if (refusal?.closest('main, .mud-dialog')) refusal.scrollIntoView({ block: 'nearest' });
      }
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
