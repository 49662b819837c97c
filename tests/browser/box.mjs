// The embeddable box in a page on another origin: allowed and refused, under hostile style and a
// strict policy, with and without script.

import { join } from "node:path";
import { SCREENSHOTS, check, equal, otherSite, that, withPage } from "./harness.mjs";

/** The origin that the service must allow; every other one is refused. */
const ALLOWED_PORT = 3391;

const HOSTILE_STYLE = `* { letter-spacing: 1em !important; color: red !important; box-sizing: content-box !important; }
input, button { width: 2000px !important; font-size: 60px !important; display: none !important; }
div, p, li { display: none !important; float: right !important; } paragraf-sok { font-size: 90px !important; text-transform: uppercase !important; }`;

function hostPage(service, attributes = "", style = "") {
  return `<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Kommun</title>${style ? '<link rel="stylesheet" href="/host.css">' : ""}
<script type="module" src="${service}/embed/paragraf.js"></script></head><body><h1>Kommun</h1>
<paragraf-sok ${attributes}><form action="${service}/sok"><label for="f">Sök</label><input id="f" name="q"><button>Sök</button></form></paragraf-sok></body></html>`;
}

export async function box(browser, base, query) {
  const policy = { "content-security-policy": `default-src 'none'; script-src ${base}; connect-src ${base}; style-src 'self'; form-action ${base}; require-trusted-types-for 'script'` };
  const pages = {
    "/plain": hostPage(base, 'mode="inline"'),
    "/page": hostPage(base),
    "/scoped": hostPage(base, 'mode="inline" organ="Finns inte här"'),
    "/strict": [policy, hostPage(base, 'mode="inline"', HOSTILE_STYLE)],
    "/host.css": [{ "content-type": "text/css" }, HOSTILE_STYLE],
  };
  const allowed = await otherSite(pages, ALLOWED_PORT);
  const refused = await otherSite(pages);
  const input = "paragraf-sok input[type=search]";
  const search = async (page, path, site = allowed) => {
    await page.goto(site.origin + path);
    await page.locator(input).fill(query);
    await page.locator(input).press("Enter");
  };

  await check("box: results in place on an allowed site", () => withPage(browser, {}, async (page) => {
    await search(page, "/plain");
    await page.waitForSelector("paragraf-sok li");
    equal(new URL(page.url()).origin, allowed.origin, "the visitor stays");
    that((await page.locator("paragraf-sok mark").count()) > 0, "nothing is marked");
    await page.screenshot({ path: join(SCREENSHOTS, "box.png") });
  }));

  await check("box: suggestions by keyboard on an allowed site", () => withPage(browser, {}, async (page) => {
    await page.goto(`${allowed.origin}/page`);
    await page.locator(input).focus();
    await page.keyboard.type(query.slice(0, 4), { delay: 30 });
    await page.waitForSelector("paragraf-sok [role=option]");
    await page.keyboard.press("ArrowDown");
    that(await page.locator(input).getAttribute("aria-activedescendant"), "down chooses");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.origin === new URL(base).origin);
  }));

  await check("box: keeps its form under hostile style, a strict policy and trusted types", () => withPage(browser, {}, async (page) => {
    await search(page, "/strict");
    await page.waitForSelector("paragraf-sok li");
    const size = await page.locator(input).boundingBox();
    that(size && size.width < 1200 && size.height < 80, `the field is ${JSON.stringify(size)}`);
    const style = await page.locator(input).evaluate((node) => {
      const { color, letterSpacing, textTransform, fontSize } = getComputedStyle(node);
      return { color, letterSpacing, textTransform, fontSize };
    });
    equal(style, { color: "rgb(28, 34, 38)", letterSpacing: "normal", textTransform: "none", fontSize: "16px" });
    await page.screenshot({ path: join(SCREENSHOTS, "box-hostile-style.png") });
  }));

  await check("box: a scope stays with the search", () => withPage(browser, {}, async (page) => {
    const [request] = await Promise.all([page.waitForRequest(/api\/v1\/search/), search(page, "/scoped")]);
    equal(new URL(request.url()).searchParams.get("organ"), "Finns inte här", "organ");
    await page.waitForSelector("paragraf-sok .summary");
  }));

  await check("box: a refused site still has a form", () => withPage(browser, { expectErrors: true }, async (page) => {
    await search(page, "/plain", refused);
    await page.waitForURL((url) => url.origin === new URL(base).origin && url.pathname === "/sok");
  }));

  await check("box: a refused site cannot read the interface", () => withPage(browser, { expectErrors: true }, async (page) => {
    await page.goto(`${refused.origin}/page`);
    const read = await page.evaluate((url) => fetch(url).then(() => "read", () => "refused"), `${base}/api/v1/search?q=x`);
    equal(read, "refused");
  }));

  await check("box: without script it is an ordinary form", () => withPage(browser, { javaScriptEnabled: false }, async (page) => {
    await page.goto(`${allowed.origin}/page`);
    await page.fill("#f", query);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === "/sok");
  }));

  await check("box: leaves no global behind", () => withPage(browser, {}, async (page) => {
    const globals = () => page.evaluate(() => Object.keys(window).sort());
    await page.goto(`${allowed.origin}/host.css`);
    const before = new Set(await globals());
    await page.goto(`${allowed.origin}/plain`);
    await page.waitForFunction(() => customElements.get("paragraf-sok"));
    const added = (await globals()).filter((name) => !before.has(name) && name !== "f");
    that(added.length <= 1, `globals: ${added}`);
  }));

  await check("box: pages cannot be framed by a site that is not named", () => withPage(browser, { expectErrors: true }, async (page) => {
    const site = await otherSite({ "/": `<!DOCTYPE html><iframe src="${base}/"></iframe>` });
    await page.goto(`${site.origin}/`);
    await page.waitForTimeout(500);
    const shown = await page.frames()[1]?.locator("#q").count();
    equal(shown ?? 0, 0, "search fields in the frame");
    site.close();
  }));

  allowed.close();
  refused.close();
}
