// Prints what the pages weigh, and fails where they weigh too much.
//
// usage: node weights.mjs BASE_URL [--query WORD]

import { gzipSync } from "node:zlib";
import { check, finish, launch, that, withPage } from "./harness.mjs";

const [base, ...rest] = process.argv.slice(2);
const query = rest[0] === "--query" ? rest[1] : "nämnden";
const LIMITS = { embedGzip: 15_000, requestsBeforeTyping: 2, pageRequests: 3, pageBytes: 100_000, htmlBytes: 60_000, shift: 0 };

const browser = await launch();

await check("embedded script", async () => {
  const script = Buffer.from(await (await fetch(`${base}/embed/paragraf.js`)).arrayBuffer());
  const gzip = gzipSync(script, { level: 9 }).length;
  console.log(`     ${script.length} bytes, ${gzip} gzip (limit ${LIMITS.embedGzip})`);
  that(gzip <= LIMITS.embedGzip, "too heavy");
});

await check("requests of the embedded box before typing", () => withPage(browser, {}, async (page) => {
  const requests = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  await page.goto(`${base}/embed/demo`);
  await page.waitForTimeout(800);
  const ours = requests.filter((path) => path !== "/embed/demo" && !path.startsWith("/assets/demo"));
  console.log(`     ${ours.length}: ${ours.join(" ")} (limit ${LIMITS.requestsBeforeTyping})`);
  that(ours.length <= LIMITS.requestsBeforeTyping, "too many");
}));

await check("first page of results", () => withPage(browser, {}, async (page) => {
  const answers = [];
  page.on("requestfinished", async (request) => {
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    answers.push({ path: new URL(request.url()).pathname, bytes: responseBodySize + responseHeadersSize });
  });
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shift += entry.value))).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${base}/sok?q=${encodeURIComponent(query)}`);
  await page.waitForTimeout(1500);
  const shift = await page.evaluate(() => window.shift);
  const sum = answers.reduce((total, answer) => total + answer.bytes, 0);
  const html = Buffer.byteLength(await (await fetch(`${base}/sok?q=${encodeURIComponent(query)}`)).text());
  console.log(`     ${answers.length} requests, ${(sum / 1000).toFixed(1)} kB over the wire (limits ${LIMITS.pageRequests}, ${LIMITS.pageBytes / 1000} kB)`);
  console.log(`     ${(html / 1000).toFixed(1)} kB of HTML before compression (limit ${LIMITS.htmlBytes / 1000} kB), layout shift ${shift}`);
  that(answers.length <= LIMITS.pageRequests, `requests: ${answers.map((answer) => answer.path)}`);
  that(sum <= LIMITS.pageBytes, "too heavy");
  that(html <= LIMITS.htmlBytes, "too much HTML");
  that(shift <= LIMITS.shift, "the layout shifts");
}));

await browser.close();
finish();
