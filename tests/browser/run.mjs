// Browser checks of a running service.
//
// usage: node run.mjs BASE_URL [--query WORD] [--hostile BASE_URL]
// BASE_URL    a service over the samples (or any index), started with `--cors http://127.0.0.1:3391`
// --query     a word that is found on more than one page (default: nämnden)
// --hostile   a service over the hostile files, for the walk with payloads
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
  console.error("usage: node run.mjs BASE_URL [--query WORD] [--hostile BASE_URL]");
  process.exit(2);
}
const query = rest.includes("--query") ? option("--query") : "nämnden";
const browser = await launch();
const views = await findViews(base, query);
await accessibility(browser, base, views);
await behaviour(browser, base, query);
await box(browser, base, query);
if (!process.env.QUICK) await hostile(browser, rest.includes("--hostile") ? option("--hostile") : base, views);
await browser.close();
finish();
