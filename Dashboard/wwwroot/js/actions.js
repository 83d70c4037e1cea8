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
