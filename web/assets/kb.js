// Keys and suggestions. Every page works without this script; nothing is shown that the server did
// not send, and all text is set as text.

const box = document.getElementById('q');
const links = [...document.querySelectorAll('.hit a')];

const isTyping = (target) => target.matches('input, textarea, select, [contenteditable]');

function focusHit(step) {
  if (links.length === 0) return;
  const at = links.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step;
  links[Math.min(Math.max(next, 0), links.length - 1)].focus();
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey && !event.altKey && !event.metaKey && event.key === 'k' && box) {
    event.preventDefault();
    box.focus();
    box.select();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
  switch (event.key) {
    case '/':
      if (!box) return;
      box.focus();
      box.select();
      break;
    case 'j':
    case 'ArrowDown':
      if (links.length === 0 || (event.key === 'ArrowDown' && !links.includes(event.target))) return;
      focusHit(1);
      break;
    case 'k':
    case 'ArrowUp':
      if (links.length === 0 || (event.key === 'ArrowUp' && !links.includes(event.target))) return;
      focusHit(-1);
      break;
    case '?':
      location.assign('/help');
      break;
    default:
      return;
  }
  event.preventDefault();
});

// The text for a ticket can be copied by a button, where the browser lets a page do that.
const ticket = document.getElementById('ticket');
if (ticket && navigator.clipboard) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(ticket.textContent);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Select the text to copy it';
    }
  });
  ticket.before(button);
}

// What is typed is completed by the server; an answer that comes too late is dropped.
if (box) {
  const list = document.createElement('ul');
  list.className = 'suggestions';
  list.id = 'suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Suggestions');
  list.hidden = true;
  box.parentElement.append(list);
  box.setAttribute('role', 'combobox');
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-controls', 'suggestions');
  box.setAttribute('aria-expanded', 'false');
  box.setAttribute('autocomplete', 'off');
  let timer = 0;
  let running = null;
  let chosen = -1;

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    box.setAttribute('aria-expanded', 'false');
    box.removeAttribute('aria-activedescendant');
  };
  const open = (text) => {
    box.value = text;
    close();
    box.form.requestSubmit();
  };
  const show = (texts) => {
    close();
    texts.forEach((text, i) => {
      const item = document.createElement('li');
      item.id = `suggestion-${i}`;
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      item.textContent = text;
      item.addEventListener('mousedown', (event) => {
        event.preventDefault();
        open(text);
      });
      list.append(item);
    });
    list.style.left = `${box.offsetLeft}px`;
    list.hidden = texts.length === 0;
    box.setAttribute('aria-expanded', String(texts.length > 0));
  };
  const choose = (step) => {
    const items = [...list.children];
    if (items.length === 0) return;
    if (chosen >= 0) items[chosen].setAttribute('aria-selected', 'false');
    chosen = (chosen + step + items.length) % items.length;
    items[chosen].setAttribute('aria-selected', 'true');
    box.setAttribute('aria-activedescendant', items[chosen].id);
  };
  const ask = async () => {
    running?.abort();
    const typed = box.value.trim();
    if (typed.length < 2) return close();
    running = new AbortController();
    try {
      const address = `/api/complete?limit=6&q=${encodeURIComponent(typed)}`;
      const reply = await fetch(address, { signal: running.signal });
      if (!reply.ok) return close();
      const found = await reply.json();
      const texts = [...found.words, ...found.codes, ...found.titles].map((one) => one.text);
      if (document.activeElement === box) show([...new Set(texts)].slice(0, 8));
    } catch {
      // It was given up for a newer one, or the server has ended: the page works without.
    }
  };

  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  box.addEventListener('blur', close);
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      if (!list.hidden) {
        close();
      } else if (box.value !== '') {
        box.value = '';
      } else {
        box.blur();
      }
      event.preventDefault();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (list.hidden) return;
      choose(event.key === 'ArrowDown' ? 1 : -1);
      event.preventDefault();
    } else if (event.key === 'Enter' && chosen >= 0) {
      event.preventDefault();
      open(list.children[chosen].textContent);
    }
  });
}
