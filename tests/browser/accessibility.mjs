// WCAG 2.2 A and AA on every view, light and dark, with and without script; zoom, phone, keyboard.

import { AxeBuilder } from "@axe-core/playwright";
import { join } from "node:path";
import { SCREENSHOTS, check, that, withPage } from "./harness.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Views that are looked at side by side: one for each core of a small machine. */
const LANES = 2;

export async function accessibility(browser, base, views) {
  const waiting = [...views];
  const lane = async () => {
    for (let view = waiting.shift(); view; view = waiting.shift()) await look(browser, base, view);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function look(browser, base, view) {
  for (const colorScheme of ["light", "dark"]) {
    await check(`axe ${view.name} ${colorScheme}`, () => axe(browser, base, view, { colorScheme }));
  }
  await check(`phone ${view.name}`, () => narrow(browser, base, view, 360, "phone"));
  // WCAG 1.4.10: 400 % of a window 1280 wide is 320 CSS pixels; 200 % is 640.
  await check(`400 % ${view.name}`, () => narrow(browser, base, view, 320, null));
  await check(`200 % ${view.name}`, () => narrow(browser, base, view, 640, null));
  await check(`keyboard ${view.name}`, () => keyboard(browser, base, view));
  await check(`axe without script ${view.name}`, () => axe(browser, base, view, { javaScriptEnabled: false }));
}

async function axe(browser, base, view, options) {
  // Without script axe cannot run in the page either: the same markup is checked with scripts blocked.
  const blocked = options.javaScriptEnabled === false;
  const settings = blocked ? {} : options;
  await withPage(browser, { ...settings, expectErrors: true }, async (page, context) => {
    if (blocked) await context.route(/\.js$/, (route) => route.abort());
    await page.goto(base + view.path);
    if (!blocked) await page.screenshot({ path: join(SCREENSHOTS, `${view.name}-${options.colorScheme}.png`), fullPage: true });
    // No frames here: without the legacy mode axe opens a second page for each view.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(RULES).analyze();
    const told = violations.map((rule) => `${rule.id}: ${rule.nodes.length} × ${rule.nodes[0].html.slice(0, 120)}`);
    that(violations.length === 0, told.join("\n"));
  });
}

async function narrow(browser, base, view, width, name) {
  await withPage(browser, { viewport: { width, height: 780 }, expectErrors: true }, async (page) => {
    await page.goto(base + view.path);
    if (name) await page.screenshot({ path: join(SCREENSHOTS, `${view.name}-${name}.png`), fullPage: true });
    const { scroll, client, widest } = await page.evaluate(() => {
      const root = document.documentElement;
      const over = [...document.querySelectorAll("body *")].filter((node) => {
        return node.getBoundingClientRect().right > root.clientWidth + 1 && !node.closest(".scroll, pre, .unseen, .skip");
      });
      return { scroll: root.scrollWidth, client: root.clientWidth, widest: over[0]?.outerHTML.slice(0, 120) };
    });
    that(scroll <= client, `${scroll} wide in a window of ${client}: ${widest}`);
  });
}

/** Tab reaches every link, field and button that is seen, in order, shows where it is, and leaves again. */
async function keyboard(browser, base, view) {
  await withPage(browser, { expectErrors: true }, async (page) => {
    await page.goto(base + view.path);
    const wanted = await page.evaluate(() => {
      const nodes = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), textarea, summary, [tabindex='0']")];
      const seen = nodes.filter((node) => node.checkVisibility() && !node.disabled);
      seen.forEach((node, index) => node.setAttribute("data-stop", index));
      return seen.length;
    });
    const reached = new Set();
    for (let press = 0; press < wanted * 2 + 40; press += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const node = document.activeElement;
        const style = getComputedStyle(node);
        const slot = node.querySelector?.(".slot");
        const shown = style.outlineStyle !== "none" || (slot && getComputedStyle(slot).strokeWidth !== "1px");
        return { at: node.getAttribute?.("data-stop"), shown, html: node.outerHTML.slice(0, 90), body: node === document.body };
      });
      if (stop.body) break;
      if (stop.at === null) continue;
      that(stop.shown, `focus is not seen on ${stop.html}`);
      if (reached.has(stop.at) && reached.size === wanted) break;
      reached.add(stop.at);
    }
    that(reached.size === wanted, `${reached.size} of ${wanted} stops reached`);
  });
}
