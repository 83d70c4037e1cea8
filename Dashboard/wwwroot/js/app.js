// What works on every page, with a circuit or without one.
(() => {
  const root = document.documentElement;
  const dark = document.getElementById('dark-theme');

  const chooseTheme = (link) => {
    const theme = link.dataset.themeChoice;
    const secure = location.protocol === 'https:' ? '; secure' : '';
    document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax${secure}`;
    root.dataset.theme = theme;
    dark.media = link.dataset.themeMedia;
  };

  // In the capture phase and on window: Blazor follows links from a listener on document.
  window.addEventListener('click', (event) => {
    const link = event.target.closest?.('a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    if (link.dataset.themeChoice) {
      event.preventDefault();
      event.stopPropagation();
      chooseTheme(link);
    } else if (link.classList.contains('skip-link')) {
      event.preventDefault();
      event.stopPropagation();
      document.getElementById('main').focus();
    } else {
      const menu = link.closest('[popover]');
      if (menu?.hidePopover && menu.matches(':popover-open')) menu.hidePopover();
    }
  }, true);

  // An explanation, and a box of choices, closes like any other popover; the focus goes back to what opened it.
  const closeBoxes = (except) => {
    for (const box of document.querySelectorAll('details.info[open], details.drop[open]')) {
      if (box === except) continue;
      const held = box.contains(document.activeElement);
      box.open = false;
      if (held) box.querySelector('summary').focus();
    }
  };
  // What a box itself opens over the page, as a calendar, lies outside of it; whatever is clicked may be gone by now.
  const isOver = (event) => event.target.closest?.('.mud-popover, .mud-overlay');
  document.addEventListener('click', (event) => { if (!isOver(event)) closeBoxes(event.target.closest?.('details.info, details.drop')); });
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape' && !isOver(event)) closeBoxes(null); });

  // A box that would leave the window on the right opens to the left.
  document.addEventListener('toggle', (event) => {
    const box = event.target.matches?.('details.drop[open]') && event.target.querySelector('.drop-box');
    if (!box) return;
    box.classList.remove('flipped');
    box.classList.toggle('flipped', box.getBoundingClientRect().right > document.documentElement.clientWidth - 8);
  }, true);

  // "/" leads to the search, except while something is typed.
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const box = document.querySelector('[data-search]');
    if (!box?.checkVisibility()) return;
    event.preventDefault();
    box.focus();
  });

  // What is chosen is typed over. The server would select it too late: when the first letters stand there already.
  document.addEventListener('focusin', (event) => {
    if (event.target.matches?.('.picker-field input[role=combobox]')) event.target.select();
  });

  // Enter takes what a list offers; it does not send the form that the list stands in.
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target.matches?.('input[role=combobox]')) event.preventDefault();
  });

  document.addEventListener('click', (event) => { if (event.target.closest?.('[data-print]')) print(); });

  // A sheet of paper shows no controls, so what they were set to is written at its head.
  const settings = () => {
    const told = [...document.querySelectorAll('main .segments [aria-current=true]')].map((link) => [link.parentElement.getAttribute('aria-label'), link.textContent]);
    for (const chosen of document.querySelectorAll('main [data-told]')) told.push([chosen.dataset.told, chosen.textContent]);
    for (const field of document.querySelectorAll('main :is(.audit-filter, .list-tools) :is(select, input:not([type=hidden], [type=checkbox]))')) {
      const label = field.labels?.[0]?.textContent ?? field.getAttribute('aria-label') ?? field.placeholder;
      if (field.value) told.push([label, field.selectedOptions?.[0]?.textContent ?? field.value]);
    }
    return told.map(([name, value]) => `${name?.trim()}: ${value.trim()}`).join(' · ');
  };
  window.addEventListener('beforeprint', () => {
    const head = document.querySelector('.print-head');
    if (!head) return;
    head.querySelector('[data-print-filter]').textContent = settings();
    // The server's day and time, in the office's zone; of live figures, the time of those that stand there.
    const time = head.querySelector('[data-print-time]');
    const shown = document.querySelector('[data-as-of]')?.dataset.asOf;
    if (shown) time.textContent = `${time.textContent.split(' ')[0]} ${shown}`;
  });

  // Copies what the button carries. Without https a browser has only the old way.
  const copy = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  };
  document.addEventListener('click', async (event) => {
    const button = event.target.closest?.('[data-copy]');
    if (!button) return;
    await copy(button.dataset.copy);
    button.classList.add('copied');
    button.title = button.dataset.copied;
  });
})();
