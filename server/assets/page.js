// What makes the pages quicker. Every one of them works without this file.

function suggestions() {
  const input = document.querySelector("input[data-suggest]");
  if (!input) return;
  const form = input.form;
  const scope = new URLSearchParams();
  for (const name of ["municipality", "organ", "kind"]) {
    for (const field of form.querySelectorAll(`input[name=${name}]`)) scope.append(name, field.value);
  }
  const ask = (text, signal) => {
    const query = new URLSearchParams(scope);
    query.set("q", text);
    return fetchJson(`${input.dataset.suggest}?${query}`, signal);
  };
  const choose = (item, event) => {
    if (item.url?.startsWith("/")) {
      event.ctrlKey || event.metaKey ? open(item.url, "_blank", "noopener") : location.assign(item.url);
      return;
    }
    input.value = item.text;
    if (event.ctrlKey || event.metaKey) form.target = "_blank";
    form.requestSubmit();
    form.removeAttribute("target");
  };
  const { single: one, many, empty: none } = input.dataset;
  combobox(input, input.closest(".field"), ask, choose, { label: many, one, many, none });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
}

function announcements() {
  for (const node of document.querySelectorAll("[data-announce]")) {
    setTimeout(() => (node.textContent = node.dataset.announce), WAIT_TO_SPEAK);
  }
}

function copying() {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      const status = button.parentElement.querySelector("[role=status]");
      status.textContent = "";
      status.textContent = button.dataset.done;
    });
  }
}

/** A form's empty fields stay out of the address, so that the same search has the same address. */
function tidyAddresses() {
  for (const form of document.querySelectorAll("form[method=get]")) {
    form.addEventListener("submit", () => {
      const empty = [...form.elements].filter((field) => field.name && !field.value);
      for (const field of empty) field.disabled = true;
      setTimeout(() => empty.forEach((field) => (field.disabled = false)));
    });
  }
}

suggestions();
announcements();
copying();
tidyAddresses();
