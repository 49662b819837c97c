// A text field with suggestions: the combobox of ARIA 1.2, for the pages and for the embedded box.
// Nothing is chosen before the user chooses, so Enter is an ordinary search until then.

const WAIT_TO_ASK = 180;
const WAIT_TO_SPEAK = 1000;
let comboboxes = 0;

/** The same element with attributes and children; text becomes text, never markup. */
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

/** Says a sentence to screen readers once typing has stopped; two nodes take turns, so that the
 *  same sentence twice is heard twice. */
function speaker(parent) {
  const nodes = [0, 1].map(() => element("p", { class: "unseen", role: "status", "aria-live": "polite" }));
  parent.append(...nodes);
  let turn = 0;
  let timer;
  return (sentence) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      nodes[turn].textContent = "";
      turn = 1 - turn;
      nodes[turn].textContent = sentence;
    }, WAIT_TO_SPEAK);
  };
}

/**
 * Gives `input` a list of suggestions.
 * @param input the text field
 * @param parent where the list goes; it must be positioned
 * @param ask text and abort signal to a promise of `[{text, count, url}]`; null stops asking for good
 * @param choose called with the chosen suggestion and the event
 * @param words `{label, one, many, none}`
 */
function combobox(input, parent, ask, choose, words) {
  const id = `paragraf-forslag-${++comboboxes}`;
  const list = element("div", { id, role: "listbox", class: "options", "aria-label": words.label, hidden: true });
  parent.append(list);
  const speak = speaker(parent);
  const set = (name, value) => input.setAttribute(name, value);
  set("role", "combobox");
  set("aria-autocomplete", "list");
  set("aria-controls", id);
  set("aria-expanded", "false");
  let items = [];
  let active = -1;
  let timer;
  let request;
  let silent = false;

  function mark(index) {
    active = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    if (index < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      set("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    }
  }

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    set("aria-expanded", "false");
    mark(-1);
  }

  function open(found) {
    items = found;
    const options = found.map((item, at) =>
      element("div", { role: "option", id: `${id}-${at}`, "aria-selected": "false" },
        element("span", { class: "label" }, item.text),
        ...(item.count > 0 ? [" ", element("span", { class: "count" }, String(item.count))] : [])));
    list.replaceChildren(...options);
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = found.length === 0;
    set("aria-expanded", String(found.length > 0));
    speak(found.length ? `${found.length} ${found.length === 1 ? words.one : words.many}` : words.none);
  }

  async function refresh() {
    const text = input.value.trim();
    request?.abort();
    if (text.length < 2 || silent) return close();
    const mine = (request = new AbortController());
    try {
      const found = await ask(text, mine.signal);
      if (found === null) silent = true;
      if (!mine.signal.aborted) found?.length || list.hidden === false ? open(found ?? []) : open([]);
    } catch {
      // A suggestion that does not come is no fault to show: the form still works.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, WAIT_TO_ASK);
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const shown = !list.hidden;
    const last = items.length - 1;
    const moves = {
      ArrowDown: () => (active >= last ? -1 : active + 1),
      ArrowUp: () => (active < 0 ? last : active - 1),
      Home: () => (active < 0 ? null : 0),
      End: () => (active < 0 ? null : last),
    };
    if (event.key === "ArrowDown" && !shown) {
      event.preventDefault();
      refresh();
    } else if (shown && moves[event.key]) {
      const next = moves[event.key]();
      if (next === null) return;
      event.preventDefault();
      mark(next);
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter") {
      const chosen = shown && items[active];
      close();
      if (chosen) {
        event.preventDefault();
        choose(chosen, event);
      }
    } else if (event.key === "Tab") {
      close();
    }
  });
  // Before the field loses focus, so that the list is still there.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const at = [...list.children].indexOf(event.target.closest("[role=option]"));
    if (at < 0) return;
    const chosen = items[at];
    close();
    choose(chosen, event);
  });
  return close;
}

/** Asks the interface for JSON; null where it refuses or asks to be left alone. */
async function fetchJson(url, signal) {
  const response = await fetch(url, { signal, credentials: "omit" });
  return response.ok ? response.json() : null;
}
