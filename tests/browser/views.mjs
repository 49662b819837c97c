// Every view of the service, found by walking it as a visitor would: no id is written down here.

/** `{name, path}` of every view that the service at `base` has. */
export async function findViews(base, query) {
  const json = async (path) => (await fetch(base + path)).json();
  const q = encodeURIComponent(query);
  const found = await json(`/api/v1/search?q=${q}&size=50`);
  const all = await json(`/api/v1/search?kind=minutes&size=100`);
  const first = found.hits[0];
  if (!first) throw new Error(`nothing is found for '${query}': the checks need hits`);
  const voted = await firstUnit(json, all.hits, (unit) => unit.votes.length > 0);
  const matter = [...found.hits, ...all.hits].find((hit) => hit.matter && hit.also.length > 0)?.matter;
  const views = [
    ["home", "/"],
    ["results", `/sok?q=${q}`],
    ["results-filtered", `/sok?q=${q}&organ=${encodeURIComponent(first.organ ?? "x")}&sort=newest`],
    ["results-relaxed", `/sok?q=${q}+fullm%C3%A4ktige+cykelbana`],
    ["results-all", "/sok?sort=newest"],
    ["zero", "/sok?q=xqzwyv+qqzzxx&kind=response"],
    ["unit", `${first.url}?q=${q}`],
    ["unit-card", voted ? `${voted.url}` : first.url],
    ["matter", matter ? `/arende/${matter}` : null],
    ["compare", `/jamfor?a=${q}&b=f%C3%B6rskola`],
    ["list", `/lista?names=${q}%0Af%C3%B6rskola%0Axqzwyv`],
    ["record", "/protokoll"],
    ["coverage", "/tackning"],
    ["help", "/hjalp"],
    ["accessibility", "/tillganglighet"],
    ["api", "/api"],
    ["error", "/finns-inte"],
    ["wrong", "/sok?x=1"],
    ["english", `/sok?q=${q}&lang=en`],
    ["english-home", "/?lang=en"],
    ["demo", "/embed/demo"],
  ];
  return views.filter(([, path]) => path).map(([name, path]) => ({ name, path }));
}

async function firstUnit(json, hits, wanted) {
  for (const hit of hits.slice(0, 60)) {
    const unit = await json(`/api/v1/units/${hit.id}`);
    if (wanted(unit)) return unit;
  }
  return null;
}
