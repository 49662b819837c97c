// What a visitor does: searching, suggestions, filters, timeline, paging, anchors, back, print; each
// that can be done without script is also done without it.

import { join } from "node:path";
import { SCREENSHOTS, check, equal, that, withPage } from "./harness.mjs";

export async function behaviour(browser, base, query) {
  const q = encodeURIComponent(query);
  const results = `${base}/sok?q=${q}`;
  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? "" : " without script";
    const run = (name, body) => check(name + how, () => withPage(browser, { javaScriptEnabled }, body));

    await run("search from the first page", async (page) => {
      await page.goto(base);
      await page.fill("#q", query);
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/sok\?/);
      that(/\d/.test(await page.textContent("h1")), "no count in the heading");
      that((await page.locator(".hit").count()) > 0, "no hits");
      that((await page.locator(".hit mark").count()) > 0, "nothing is marked");
      that((await page.title()).includes(query), "the title does not say what was searched");
    });

    await run("a facet on and off", async (page) => {
      await page.goto(results);
      const before = await page.textContent("h1");
      const value = page.locator(".facet .values a:not([aria-current])").first();
      const count = (await value.locator(".count").textContent()).replace(/\D/g, "");
      await value.click();
      await page.waitForURL(/(organ|municipality|kind|year|outcome|party|zone|law)=/);
      const total = (await page.textContent("h1")).replace(/\u00a0/g, "").match(/\d+/)?.[0];
      equal(total, count, "the facet's count and the hits");
      await page.locator(".chips a").first().click();
      await page.waitForURL((url) => !/organ=|municipality=|kind=|year=|outcome=/.test(url.search));
      equal(await page.textContent("h1"), before, "after taking the filter off");
    });

    await run("a bar of the timeline", async (page) => {
      await page.goto(results);
      const bar = page.locator(".timeline svg a").last();
      await bar.focus();
      await page.keyboard.press("Enter");
      await page.waitForURL(/year=/);
      that((await page.locator(".timeline svg a[aria-current]").count()) === 1, "the chosen bar is not marked");
    });

    await run("the timeline's table says the same", async (page) => {
      await page.goto(results);
      const bars = await page.locator(".timeline svg a").count();
      await page.locator(".timeline summary").click();
      equal(await page.locator(".timeline tbody tr").count(), bars, "rows and bars");
    });

    await run("paging and back", async (page) => {
      await page.goto(`${results}&collapse=false&size=5`);
      const first = await page.locator(".hit h3 a").first().getAttribute("href");
      await page.locator("a[rel=next]").click();
      await page.waitForURL(/page=2/);
      const second = await page.locator(".hit h3 a").first().getAttribute("href");
      that(first !== second, "the second page begins like the first");
      await page.goBack();
      equal(await page.locator(".hit h3 a").first().getAttribute("href"), first, "after going back");
    });

    await run("a unit, its anchors and its neighbour", async (page) => {
      await page.goto(results);
      await page.locator(".hit h3 a").first().click();
      await page.waitForURL(/\/dokument\//);
      that((await page.locator(".passage").count()) > 0, "no passages");
      that((await page.locator("article mark").count()) > 0, "matches are not marked");
      const anchor = page.locator(".passage .anchor").first();
      const href = await anchor.getAttribute("href");
      await anchor.focus();
      await page.keyboard.press("Enter");
      that(page.url().endsWith(href), "the address does not name the passage");
      equal(await page.locator(":target").count(), 1, "passages that are targeted");
      that((await page.textContent(".citation")).length > 5, "no citation text");
    });

    await run("sort, presets and dates", async (page) => {
      await page.goto(results);
      await page.locator(".sorts a").nth(1).click();
      await page.waitForURL(/sort=newest/);
      const dates = await page.locator(".hit > .facts time").allTextContents();
      equal(dates, [...dates].sort().reverse(), "dates, newest first");
      await page.fill("input[name=from]", "2019-01-01");
      await page.locator(".dates button").click();
      await page.waitForURL(/from=2019-01-01/);
      that(!javaScriptEnabled || !page.url().includes("to="), "an empty field is in the address");
    });

    await run("a page that found nothing helps on", async (page) => {
      await page.goto(`${base}/sok?q=xqzwyv+qqzzxx&kind=response`);
      that((await page.locator(".zero a").count()) >= 2, "no way on");
    });

    await run("English", async (page) => {
      await page.goto(`${results}&lang=en`);
      equal(await page.getAttribute("html", "lang"), "en", "language");
      that(/hits?/.test(await page.textContent("h1")), "the count is not in English");
    });
  }

  await check("a facet on a phone", () => withPage(browser, { viewport: { width: 360, height: 740 } }, async (page) => {
    await page.goto(results);
    that(!(await page.locator("#filter").isVisible()), "the filters are in the way");
    await page.locator(".to-filter").click();
    that(await page.locator("#filter").isVisible(), "the filters do not come");
    await page.screenshot({ path: join(SCREENSHOTS, "filters-phone.png") });
    await page.locator("#filter .values a").first().click();
    await page.waitForURL(/=/);
    that((await page.locator(".chips a").count()) > 0, "nothing was chosen");
  }));

  await check("suggestions by keyboard alone", () => withPage(browser, {}, (page) => suggestions(page, base, query)));
  await check("a suggestion opens in a new tab", () => withPage(browser, {}, async (page, context) => {
    await typed(page, base, query);
    await page.keyboard.press("ArrowDown");
    const [opened] = await Promise.all([context.waitForEvent("page"), page.keyboard.press("Control+Enter")]);
    await opened.waitForURL(/\/(sok|dokument|arende)/);
    that(new URL(page.url()).pathname === "/", "the first page went away too");
  }));
  await check("announced: how many hits", () => withPage(browser, {}, async (page) => {
    await page.goto(results);
    await page.waitForFunction(() => document.querySelector("[data-announce]").textContent.length > 0);
  }));
  await check("ctrl+k leads to the field", () => withPage(browser, {}, async (page) => {
    await page.goto(results);
    await page.keyboard.press("Control+k");
    equal(await page.evaluate(() => document.activeElement.id), "q", "focus");
  }));
  await check("copying the citation is confirmed", () => withPage(browser, { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await page.goto(results);
    await page.locator(".hit h3 a").first().click();
    await page.locator("button.copy").click();
    await page.waitForFunction(() => document.querySelector(".copied").textContent.length > 0);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    that(copied.includes("/dokument/"), `copied '${copied}'`);
  }));
  await check("print keeps the text and its source, nothing else", () => withPage(browser, {}, async (page) => {
    for (const [name, path] of [["results", results], ["unit", null]]) {
      if (path) await page.goto(path);
      else await page.locator(".hit h3 a").first().click();
      await page.emulateMedia({ media: "print" });
      const seen = (selector) => page.locator(selector).first().isVisible();
      that(!(await seen(".top")) && !(await seen(".foot")), `${name}: head or foot is printed`);
      that(await seen(".printed"), `${name}: where it was printed from is missing`);
      await page.screenshot({ path: join(SCREENSHOTS, `print-${name}.png`), fullPage: true });
      await page.emulateMedia({ media: "screen" });
    }
  }));
  await check("no cookie, nothing stored, nothing from elsewhere", () => withPage(browser, {}, async (page, context) => {
    const foreign = [];
    page.on("request", (request) => request.url().startsWith(base) || foreign.push(request.url()));
    await page.goto(results);
    await page.locator(".hit h3 a").first().click();
    equal(await context.cookies(), [], "cookies");
    equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0, "stored");
    equal(foreign, [], "requests to other hosts");
  }));
}

async function typed(page, base, query) {
  await page.goto(base);
  await page.focus("#q");
  await page.keyboard.type(query.slice(0, 4), { delay: 30 });
  await page.waitForSelector(".options [role=option]");
}

async function suggestions(page, base, query) {
  await typed(page, base, query);
  const input = page.locator("#q");
  const state = async () => ({ expanded: await input.getAttribute("aria-expanded"), active: await input.getAttribute("aria-activedescendant") });
  equal(await state(), { expanded: "true", active: null }, "nothing is chosen before the user chooses:");
  await page.screenshot({ path: join(SCREENSHOTS, "suggestions.png") });
  const options = await page.locator(".options [role=option]").count();
  await page.keyboard.press("ArrowDown");
  const first = (await state()).active;
  that(first && (await page.locator(`#${first}[aria-selected=true]`).count()) === 1, "down chooses the first");
  await page.keyboard.press("End");
  that((await state()).active.endsWith(`-${options - 1}`), "End goes to the last");
  await page.keyboard.press("Home");
  equal((await state()).active, first, "Home goes to the first");
  await page.keyboard.press("ArrowUp");
  equal((await state()).active, null, "up from the first leaves the list");
  await page.waitForFunction(() => [...document.querySelectorAll(".field [role=status]")].some((node) => node.textContent));
  await page.keyboard.press("Escape");
  equal((await state()).expanded, "false", "Escape closes");
  await page.keyboard.press("ArrowDown");
  await page.waitForSelector(".options [role=option]");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/(sok|dokument|arende)/);
}
