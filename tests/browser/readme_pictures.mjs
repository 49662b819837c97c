// Takes the two pictures that stand in the README.
//
// usage: node readme_pictures.mjs BASE_URL
// BASE_URL    a service over the samples

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, withPage } from "./harness.mjs";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "../../server/assets/screenshots");
const SIZE = { width: 1280, height: 900 };

const [base] = process.argv.slice(2);
if (!base) {
  console.error("usage: node readme_pictures.mjs BASE_URL");
  process.exit(2);
}
const browser = await launch();

async function picture(name, path) {
  await withPage(browser, { viewport: SIZE, colorScheme: "light" }, async (page) => {
    await page.goto(base + path);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  });
}

/** The first § that was voted on, which has the fullest card. */
async function voted() {
  const { hits } = await (await fetch(`${base}/api/v1/search?q=omr%C3%B6stning&kind=minutes&size=50`)).json();
  for (const hit of hits) {
    const unit = await (await fetch(`${base}/api/v1/units/${hit.id}`)).json();
    if (unit.votes.length > 0 && unit.reservations_by.length > 0) return hit.url;
  }
  throw new Error("no § with a vote and reservations");
}

await picture("search", "/sok?q=barnahus");
await picture("unit", `${await voted()}?q=omr%C3%B6stning`);
await browser.close();
