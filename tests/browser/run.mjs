// Browser checks of a running service.
//
// usage: node run.mjs BASE_URL [--query WORD] [--hostile BASE_URL] [--part NAME] [--view NAMES]
// BASE_URL    a service over the samples (or any index), started with `--cors http://127.0.0.1:3391`
// --query     a word that is found on more than one page (default: nämnden)
// --hostile   a service over the hostile files, for the walk with payloads
// --part      only accessibility, behaviour, box or hostile
// --view      only this view (of the part accessibility); several with "," between
// Ends with a line "N passed, N failed"; screenshots of every view go to screenshots/.

import { findViews } from "./views.mjs";
import { finish, launch } from "./harness.mjs";
import { accessibility } from "./accessibility.mjs";
import { behaviour } from "./behaviour.mjs";
import { box } from "./box.mjs";
import { hostile } from "./hostile.mjs";

const [base, ...rest] = process.argv.slice(2);
const option = (name) => rest[rest.indexOf(name) + 1];
if (!base) {
  console.error("usage: node run.mjs BASE_URL [--query WORD] [--hostile BASE_URL] [--part NAME] [--view NAMES]");
  process.exit(2);
}
const query = rest.includes("--query") ? option("--query") : "nämnden";
const named = rest.includes("--view") ? option("--view").split(",") : null;
const browser = await launch();
const views = await findViews(base, query);
const parts = {
  accessibility: () => accessibility(browser, base, views.filter(({ name }) => !named || named.includes(name))),
  behaviour: () => behaviour(browser, base, query),
  box: () => box(browser, base, query),
  hostile: () => attack(rest.includes("--hostile") ? option("--hostile") : null),
};

/** Walks over the hostile files where they are served, else over the samples with our own payloads. */
async function attack(address) {
  if (!address) {
    console.log("note no service over hostile files (--hostile): documents are the samples'");
    return hostile(browser, base, views);
  }
  return hostile(browser, address, await findViews(address, "budget"));
}

const chosen = rest.includes("--part") ? [option("--part")] : Object.keys(parts);
for (const part of chosen) await parts[part]();
await browser.close();
finish();
