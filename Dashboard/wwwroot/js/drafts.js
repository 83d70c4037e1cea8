// Keeps what is typed in a form on this device until it is saved: through a lost connection, a reload, a closed tab.
// A form names its draft in data-draft; its fields are told apart by their names. Files and passwords are not kept, what is personal
// (data-personal) only as long as the tab: a shared machine must not keep names and phone numbers.
(() => {
  const prefix = 'draft:';
  const lifetime = 7 * 24 * 3600 * 1000;
  const waiting = new Map();

  const keyOf = (form) => prefix + form.dataset.draft;
  // Of radio buttons and lists to choose from, what is chosen is in a hidden field of its own (DraftValue).
  const unkept = ['file', 'submit', 'button', 'radio', 'password'];
  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !unkept.includes(field.type));
  const isBookkeeping = (field) => field.type === 'hidden' && field.dataset.choice === undefined;

  const readFrom = (storage, key) => {
    try {
      const draft = JSON.parse(storage.getItem(key));
      return draft && Date.now() - draft.at < lifetime ? draft : null;
    } catch { return null; }
  };

  const read = (form) => {
    const [kept, personal] = [readFrom(localStorage, keyOf(form)), readFrom(sessionStorage, keyOf(form))];
    return kept || personal ? { at: (kept ?? personal).at, values: { ...kept?.values, ...personal?.values } } : null;
  };

  const valueOf = (field) => (field.type === 'checkbox' ? field.checked : field.value);

  const save = (form) => {
    if (!form.isConnected && !form.dataset.draft) return;
    const values = { ...(readFrom(localStorage, keyOf(form))?.values ?? {}) };
    const personal = { ...(readFrom(sessionStorage, keyOf(form))?.values ?? {}) };
    for (const field of fieldsOf(form)) {
      const target = field.dataset.personal === undefined ? values : personal;
      target[field.name] = valueOf(field);
    }
    try {
      localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), values }));
      if (Object.keys(personal).length > 0) sessionStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), values: personal }));
      const state = form.querySelector('[data-draft-state]');
      if (state) state.textContent = state.dataset.text;
    } catch { /* A full or forbidden storage: the form works without a draft. */ }
  };

  const later = (form) => {
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => { waiting.delete(form); save(form); }, 200));
  };

  const touched = (event) => {
    const form = event.target.form;
    if (!form || !event.isTrusted || event.target.type === 'file') return;
    form.dataset.typed = '';
    if (form.dataset.draft) later(form);
  };
  document.addEventListener('input', touched, true);
  document.addEventListener('change', touched, true);
  // The last letters before the tab goes.
  addEventListener('pagehide', () => { for (const form of waiting.keys()) save(form); });

  const put = (field, value) => {
    if (field.type === 'checkbox') { if (field.checked === value) return false; field.checked = value; }
    else { if (field.value === value) return false; field.value = value; }
    // What suggests while it is typed into would open its list over the next fields: it takes what is put back from the second alone.
    if (!field.matches('[role=combobox]')) field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    return !isBookkeeping(field);
  };

  // The circuit listens only once it has drawn the page; a field that another one brings up is filled when it appears.
  const restore = () => {
    if (!document.querySelector('.shell[data-live]')) return;
    for (const form of document.querySelectorAll('form[data-draft]')) {
      const draft = form.draft ?? (form.draft = read(form) ?? false);
      if (!draft || form.dataset.draftKey === undefined && !(form.dataset.draftKey = form.dataset.draft)) continue;
      form.restored ??= new Set();
      let moved = false;
      for (const field of fieldsOf(form)) {
        if (form.restored.has(field.name) || !(field.name in draft.values)) continue;
        form.restored.add(field.name);
        moved = put(field, draft.values[field.name]) || moved;
      }
      if (moved) {
        form.dataset.typed = '';
        const note = form.querySelector('.draft-note');
        if (note) note.hidden = false;
      }
    }
  };
  new MutationObserver(restore).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-live', 'data-draft'] });

  const clear = (key) => {
    for (const form of waiting.keys()) if (form.dataset.draft === key) { clearTimeout(waiting.get(form)); waiting.delete(form); }
    for (const storage of [localStorage, sessionStorage]) storage.removeItem(prefix + key);
  };

  document.addEventListener('click', (event) => {
    const discard = event.target.closest?.('[data-draft-discard]');
    if (discard) {
      const form = discard.closest('form');
      const done = () => { clear(form.dataset.draft); location.reload(); };
      // The files that lie by the form under its draft's id go with it; where they can't be reached they go by themselves after days.
      const id = form.elements['@request']?.value;
      const upload = document.querySelector('form[data-upload-form] [data-arrived]')?.form;
      if (!id || !upload) { done(); return; }
      discard.disabled = true;
      fetch(upload.action.replace(/[^/]*$/, id), {
        method: 'DELETE', keepalive: true, headers: { RequestVerificationToken: upload.querySelector('input[name=__RequestVerificationToken]').value },
      }).catch(() => {}).then(done);
      return;
    }
    const focus = event.target.closest?.('[data-focus]');
    if (focus) document.getElementById(focus.dataset.focus)?.focus();
  });

  // Whoever signs out leaves nothing of what they typed on a shared machine.
  document.addEventListener('submit', (event) => {
    if (!/sign-out/.test(event.target.action)) return;
    for (const storage of [localStorage, sessionStorage]) for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key);
  }, true);

  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(prefix)) continue;
    try { if (Date.now() - JSON.parse(localStorage.getItem(key)).at >= lifetime) localStorage.removeItem(key); }
    catch { localStorage.removeItem(key); }
  }

  // A choice was made in a list that stands outside its form, where the browser tells the form nothing.
  const keep = (field) => {
    const at = typeof field === 'string' ? document.getElementById(field) : field;
    const form = at?.form ?? at?.closest?.('form');
    if (!form) return;
    form.dataset.typed = '';
    if (form.dataset.draft) later(form);
  };

  // A dialog that was closed unsaved: what was typed is kept, but does not open it by itself any more.
  const setAside = (key) => {
    for (const [form, timer] of waiting) if (form.dataset.draft === key) { clearTimeout(timer); waiting.delete(form); save(form); }
    const draft = readFrom(localStorage, prefix + key);
    try { if (draft) localStorage.setItem(prefix + key, JSON.stringify({ ...draft, isAside: true })); }
    catch { /* Then it opens by itself. */ }
  };
  const isOpen = (key) => { const draft = readFrom(localStorage, prefix + key); return draft !== null && !draft.isAside; };

  // Whether a person has typed or chosen something in a form, now or before it was lost with its page, and something stands there.
  const isTyped = (id) => {
    const form = document.getElementById(id);
    return form?.dataset.typed !== undefined
      && fieldsOf(form).some((field) => field.type !== 'checkbox' && !isBookkeeping(field) && field.value.trim() !== '');
  };

  window.concentricDrafts = { clear, keep, setAside, isOpen, isTyped };
})();
