// Sends photos one after the other and shows how far each has come. The page shows the photo by itself once it is saved.
(() => {
  const line = (list, name) => {
    const item = document.createElement('li');
    const label = document.createElement('span');
    label.textContent = name;
    const bar = document.createElement('progress');
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute('aria-label', name);
    item.append(label, bar);
    list.append(item);
    return { item, bar };
  };

  const refuse = ({ item }, text, dismiss) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'mud-button-root mud-button mud-button-text text-action';
    button.textContent = dismiss;
    button.addEventListener('click', () => item.remove());
    item.className = 'refused';
    item.replaceChildren(text, ' ', button);
  };

  const send = (form, file, shown) => new Promise((done) => {
    const words = form.dataset;
    if (file.size > Number(words.most)) {
      refuse(shown, words.tooBig.replace('{0}', file.name), words.dismiss);
      done();
      return;
    }
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('RequestVerificationToken', form.querySelector('input[name=__RequestVerificationToken]').value);
    request.setRequestHeader('Accept', 'application/json');
    request.responseType = 'json';
    request.upload.onprogress = (event) => { if (event.lengthComputable) shown.bar.value = event.loaded / event.total; };
    // What is on its way is being looked at now: that has no measure.
    request.upload.onload = () => shown.bar.removeAttribute('value');
    request.onload = () => {
      // Whose sign-in has ended gets the page for signing in, which is a success as well, but no photo.
      if (request.status === 200 && request.response?.id) shown.item.remove();
      else refuse(shown, request.response?.problem ?? words.failed.replace('{0}', file.name), words.dismiss);
    };
    request.onerror = () => refuse(shown, words.failed.replace('{0}', file.name), words.dismiss);
    request.onloadend = done;
    const body = new FormData();
    body.append('photo', file, file.name);
    request.send(body);
  });

  document.addEventListener('change', async (event) => {
    const form = event.target.form;
    if (event.target.type !== 'file' || form?.dataset.photos === undefined) return;
    const files = [...event.target.files];
    event.target.value = '';
    const list = form.parentElement.querySelector('[data-uploads]');
    const waiting = files.map((file) => [file, line(list, file.name)]);
    for (const [file, shown] of waiting) await send(form, file, shown);
  });
})();
