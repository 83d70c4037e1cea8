// Sends files one after the other, shows how far each has come and lets it be cancelled. What the page shows it reads by itself: a
// record's page follows its changes, a form that is not saved yet is told by its hidden field.
(() => {
  const isUpload = (form) => form?.dataset.uploadForm !== undefined;
  let sending = 0;

  const button = (text, onClick) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'mud-button-root mud-button mud-button-text text-action';
    made.textContent = text;
    made.addEventListener('click', onClick);
    return made;
  };

  const line = (list, name, words) => {
    const item = document.createElement('li');
    const label = document.createElement('span');
    label.textContent = name;
    const bar = document.createElement('progress');
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute('aria-label', name);
    const shown = { item, bar, isCancelled: false, request: null };
    const cancel = button(words.cancel, () => {
      shown.isCancelled = true;
      shown.request?.abort();
      item.remove();
    });
    cancel.setAttribute('aria-label', `${words.cancel}: ${name}`);
    item.append(label, bar, cancel);
    list.append(item);
    return shown;
  };

  const refuse = ({ item }, text, dismiss) => {
    item.className = 'refused';
    item.replaceChildren(text, ' ', button(dismiss, () => item.remove()));
  };

  const tell = (form, draft) => {
    const arrived = form.querySelector('[data-arrived]');
    if (!arrived) return;
    // The draft has the id by which the files are found again: it is kept though nothing may have been typed yet.
    if (draft) window.concentricDrafts?.keep({ form: draft });
    arrived.value = String(Number(arrived.value || 0) + 1);
    arrived.dispatchEvent(new Event('change', { bubbles: true }));
  };

  // The page that came first has another id for a new record than the one that the circuit draws, and a draft brings its own: nothing
  // is sent before the circuit has drawn the form and the draft is back in it (drafts.js, which is told first).
  const drawn = (id) => new Promise((done) => {
    const path = location.pathname;
    const isOver = () => location.pathname !== path || (document.querySelector('.shell[data-live]') && document.getElementById(id));
    if (isOver()) { done(); return; }
    const observer = new MutationObserver(() => { if (isOver()) { observer.disconnect(); done(); } });
    observer.observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-live'] });
  });

  // Where files go, settled once for all that are chosen together: the form may be drawn anew for another record while they are on
  // their way. The hidden field has the draft's id before the form's action does.
  const target = (form, draft) => {
    const id = form.querySelector('[data-arrived]') && draft?.elements['@request']?.value;
    return {
      action: id ? form.action.replace(/[^/]*$/, id) : form.action,
      token: form.querySelector('input[name=__RequestVerificationToken]').value,
    };
  };

  const send = (form, draft, { action, token }, file, shown) => new Promise((done) => {
    const words = form.dataset;
    if (shown.isCancelled) { done(); return; }
    if (file.size > Number(words.most)) {
      refuse(shown, words.tooBig.replace('{0}', file.name), words.dismiss);
      done();
      return;
    }
    const request = shown.request = new XMLHttpRequest();
    request.open('POST', action);
    request.setRequestHeader('RequestVerificationToken', token);
    request.setRequestHeader('Accept', 'application/json');
    request.responseType = 'json';
    request.upload.onprogress = (event) => { if (event.lengthComputable) shown.bar.value = event.loaded / event.total; };
    // What is on its way is being looked at now: that has no measure.
    request.upload.onload = () => shown.bar.removeAttribute('value');
    request.onload = () => {
      // Whose sign-in has ended gets the page for signing in, which is a success as well, but no file.
      if (request.status === 200 && request.response?.id) { shown.item.remove(); tell(form, draft); }
      else refuse(shown, request.response?.problem ?? words.failed.replace('{0}', file.name), words.dismiss);
    };
    request.onerror = () => refuse(shown, words.failed.replace('{0}', file.name), words.dismiss);
    request.onloadend = done;
    const body = new FormData();
    body.append('file', file, file.name);
    request.send(body);
  });

  document.addEventListener('change', async (event) => {
    const input = event.target;
    if (input.type !== 'file' || !isUpload(input.form)) return;
    const files = [...input.files];
    const chosen = { form: input.form.id, draft: input.closest('form[data-draft]')?.id, list: input.dataset.list ?? input.form.dataset.list };
    input.value = '';
    sending += 1;
    try {
      if (input.form.querySelector('[data-arrived]')) await drawn(chosen.form);
      // The circuit may have drawn them anew.
      const form = document.getElementById(chosen.form);
      const draft = chosen.draft ? document.getElementById(chosen.draft) : null;
      const list = document.getElementById(chosen.list);
      if (!form || !list) return;
      const to = target(form, draft);
      const waiting = files.map((file) => [file, line(list, file.name, form.dataset)]);
      for (const [file, shown] of waiting) await send(form, draft, to, file, shown);
    } finally { sending -= 1; }
  });

  // A page that is left altogether would lose what is on its way; going from page to page does not.
  addEventListener('beforeunload', (event) => { if (sending > 0) event.preventDefault(); });
})();

// Files of one form: which was chosen, or how many, is said, and too many or too large ones are refused before they are sent. The server
// counts again.
(() => {
  const Megabyte = 1024 * 1024;
  document.addEventListener('change', (event) => {
    const input = event.target;
    if (input.type !== 'file' || input.dataset.mostFiles === undefined) return;
    const words = input.dataset;
    const files = [...input.files];
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    const problem = files.length > Number(words.mostFiles) ? words.tooMany : bytes > Number(words.mostBytes) ? words.tooLarge : '';
    input.setCustomValidity(problem);
    const output = document.getElementById(words.chosen);
    if (!output) return;
    const size = Math.max(0.1, bytes / Megabyte).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    output.textContent = problem || (files.length > 1
      ? words.chosenText.replace('{0}', files.length.toLocaleString(document.documentElement.lang)).replace('{1}', size)
      : files[0]?.name ?? '');
    output.classList.toggle('bad', problem !== '');
  });
})();
