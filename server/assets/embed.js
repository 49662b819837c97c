// The embeddable box: <script type="module" src="…/embed/paragraf.js"></script><paragraf-sok></paragraf-sok>
//
// Attributes: src (the service; else where this file came from), kommun, organ, kind (several with
// "|" between), mode="inline" (results in place; else the result page), lang="en", label.
// A form inside the element is what people see before this file comes, and without it.
// Styles are a constructed sheet and text is set as text, so the strictest policies of a host hold:
// it needs script-src and connect-src for the service, nothing else.

const WORDS = {
  sv: {
    label: "Sök i protokoll och handlingar", button: "Sök", many: "förslag", one: "förslag", none: "Inga förslag",
    hits: (n) => (n === 1 ? "1 träff" : `${n.toLocaleString("sv-SE")} träffar`), all: "Visa alla", zero: "Inga träffar", best: "Rekommenderat av kommunen",
  },
  en: {
    label: "Search minutes and documents", button: "Search", many: "suggestions", one: "suggestion", none: "No suggestions",
    hits: (n) => (n === 1 ? "1 hit" : `${n.toLocaleString("en")} hits`), all: "Show all", zero: "No hits", best: "Recommended by the municipality",
  },
};

const CSS = `
:host { all: initial !important; display: block !important; }
:host([hidden]) { display: none !important; }
*, *::before { box-sizing: border-box; }
.box {
  --accent: var(--paragraf-accent, var(--env-color-brand, var(--wp--preset--color--primary, #0b4a5c)));
  --on-accent: var(--paragraf-on-accent, #fff); --ink: var(--paragraf-ink, #1c2226); --paper: var(--paragraf-paper, #fff);
  --soft: var(--paragraf-soft, #535d63); --edge: var(--paragraf-edge, #7b868c); --mark: var(--paragraf-mark, #ffe08a);
  font: var(--paragraf-size, 1rem)/1.5 var(--paragraf-font, var(--env-font-family, system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif));
  color: var(--ink); text-align: start; color-scheme: light;
}
.label { display: block; font-weight: 650; margin-bottom: .3em; }
.field { position: relative; display: flex; }
input { flex: 1; min-width: 0; font: inherit; color: inherit; background: var(--paper); height: 2.9em; padding: 0 .8em; border: 1.5px solid var(--edge); border-right: 0; border-radius: var(--paragraf-radius, 6px) 0 0 var(--paragraf-radius, 6px); margin: 0; appearance: none; }
button { font: inherit; font-weight: 650; padding: 0 1.2em; border: 0; background: var(--accent); color: var(--on-accent); border-radius: 0 var(--paragraf-radius, 6px) var(--paragraf-radius, 6px) 0; cursor: pointer; margin: 0; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.options { position: absolute; z-index: 1000; left: 0; right: 0; top: calc(100% + 4px); padding: .3em; background: var(--paper); border: 1px solid var(--edge); border-radius: 6px; box-shadow: 0 8px 24px rgb(0 0 0 / .2); max-height: 50vh; overflow: auto; }
.options[hidden] { display: none; }
[role=option] { display: flex; justify-content: space-between; gap: 1em; padding: .4em .6em; border-radius: 4px; cursor: pointer; }
[role=option] .label { display: inline; font-weight: 400; margin: 0; }
[role=option][aria-selected=true], [role=option]:hover { background: color-mix(in srgb, var(--accent) 14%, var(--paper)); }
.count, .facts { color: var(--soft); font-size: .9em; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; margin: 0; }
.results:empty { display: none; }
.results { margin-top: 1em; }
.summary { font-weight: 650; margin: 0 0 .4em; }
ol, ul { list-style: none; margin: 0; padding: 0; }
.best { margin-bottom: 1em; padding: 0 .8em; border-left: 3px solid var(--accent); }
.best li:first-child { border-top: 0; }
li { padding: .7em 0; border-top: 1px solid color-mix(in srgb, var(--edge) 45%, transparent); }
a { color: var(--accent); overflow-wrap: break-word; }
p { margin: .15em 0; overflow-wrap: break-word; }
mark { background: var(--mark); color: var(--paragraf-on-mark, #1c2226); }
@media (forced-colors: active) { mark { outline: 1px solid; } }
`;

const SCOPE = { kommun: "municipality", organ: "organ", kind: "kind" };

class ParagrafSok extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    this.service = new URL(this.getAttribute("src") ?? import.meta.url).origin;
    this.words = WORDS[this.getAttribute("lang")] ?? WORDS.sv;
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];
    root.append(this.build());
  }

  /** Name and value of every filter that the element's attributes state. */
  scope() {
    return Object.entries(SCOPE).flatMap(([attribute, name]) =>
      (this.getAttribute(attribute) ?? "").split("|").map((value) => value.trim()).filter(Boolean).map((value) => [name, value]));
  }

  address(path, text, more = []) {
    return `${this.service}${path}?${new URLSearchParams([["q", text], ...this.scope(), ...more])}`;
  }

  build() {
    const { words } = this;
    const english = words === WORDS.en;
    const input = element("input", { id: "q", name: "q", type: "search", part: "input", autocomplete: "off", autocapitalize: "none", spellcheck: "false", maxlength: "1000" });
    const field = element("div", { class: "field" }, input, element("button", { type: "submit", part: "button" }, words.button));
    const hidden = this.scope().map(([name, value]) => element("input", { type: "hidden", name, value }));
    const form = element("form", { action: `${this.service}/sok`, method: "get", role: "search", "accept-charset": "utf-8" },
      element("label", { class: "label", for: "q", part: "label" }, this.getAttribute("label") ?? words.label), field, ...hidden,
      ...(english ? [element("input", { type: "hidden", name: "lang", value: "en" })] : []));
    const results = element("div", { class: "results", part: "results" });
    const box = element("div", { class: "box", lang: english ? "en" : "sv" }, form, results);
    const ask = async (text, signal) => {
      const found = await fetchJson(this.address("/api/v1/suggest", text), signal);
      // A jump leads to the service's own page, as its own search field does.
      return found;
    };
    const choose = (item, event) => {
      this.tell("paragraf:select", { text: item.text, url: item.url });
      if (item.url?.startsWith("/")) {
        event.ctrlKey || event.metaKey ? open(this.service + item.url, "_blank", "noopener") : location.assign(this.service + item.url);
        return;
      }
      input.value = item.text;
      form.requestSubmit();
    };
    const close = combobox(input, field, ask, choose, { label: words.many, ...words });
    const speak = speaker(box);
    form.addEventListener("submit", (event) => {
      this.tell("paragraf:search", { query: input.value });
      if (this.getAttribute("mode") !== "inline") return;
      event.preventDefault();
      close();
      this.show(input.value, form, results, speak);
    });
    return box;
  }

  async show(text, form, results, speak) {
    let answer = null;
    try {
      answer = await fetchJson(this.address("/api/v1/search", text, [["size", "5"], ["facets", "false"]]));
    } catch {
      // The service does not let this site read it, or is away: the result page still answers.
    }
    if (!answer) return form.submit();
    const { words } = this;
    const hits = answer.hits.slice(0, answer.relaxed_from);
    const summary = answer.total ? words.hits(answer.total) : words.zero;
    const more = element("a", { href: this.address("/sok", text), part: "more" }, words.all);
    results.replaceChildren(...this.best(answer.best), element("p", { class: "summary", part: "status" }, summary), element("ol", { part: "list" }, ...hits.map((hit) => this.hit(hit, text))), more);
    speak(summary);
  }

  /** What the municipality's editors recommend, apart from the hits and their count. */
  best(answers) {
    if (answers.length === 0) return [];
    const links = answers.map((best) => element("li", { part: "best", lang: "sv" }, element("a", { href: new URL(best.url, this.service).href }, best.title)));
    return [element("p", { class: "summary" }, this.words.best), element("ul", { class: "best" }, ...links)];
  }

  hit(hit, text) {
    const facts = [hit.organ, hit.date, hit.paragraf && `§ ${hit.paragraf}`].filter(Boolean).join(" · ");
    const pieces = hit.fragments[0]?.pieces ?? [];
    const fragment = pieces.map((piece) => (piece.hit ? element("mark", { part: "mark" }, piece.text) : piece.text));
    const address = `${this.service}${hit.url}?${new URLSearchParams({ q: text })}`;
    return element("li", { part: "option", lang: "sv" }, element("a", { href: address }, hit.title), element("p", { class: "facts" }, facts), element("p", {}, ...fragment));
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get("paragraf-sok")) customElements.define("paragraf-sok", ParagrafSok);
