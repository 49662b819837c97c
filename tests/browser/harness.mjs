// What every browser check stands on: a browser, named checks, and a second site on another origin.

import { createServer } from "node:http";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const HERE = dirname(fileURLToPath(import.meta.url));
export const SCREENSHOTS = join(HERE, "screenshots");
const BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium";
const QUIET = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
  // Containers give little shared memory, and a browser that runs out of it dies.
  "--disable-dev-shm-usage",
];
/** Milliseconds that a check may take where it names no other limit, and that one step in a page may. */
const CHECK_LIMIT = 120_000;
const STEP_LIMIT = 60_000;
const BROWSER_GONE = /browser has been closed|Target crashed|Page crashed|Target page, context/;

let passed = 0;
let failed = 0;

/** Runs one named check; a thrown error is its failure. Where the browser itself died, it is run once more. */
export async function check(name, body, limit = CHECK_LIMIT) {
  const started = Date.now();
  try {
    await within(limit, body).catch((cause) => {
      if (!BROWSER_GONE.test(String(cause?.message))) throw cause;
      console.log(`note the browser died during '${name}': once more`);
      return within(limit, body);
    });
    passed += 1;
    console.log(`ok   ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  } catch (cause) {
    failed += 1;
    console.log(`FAIL ${name}\n     ${String(cause?.message ?? cause).split("\n").slice(0, 6).join("\n     ")}`);
  }
}

async function within(limit, body) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${limit / 1000} s`)), limit);
  });
  try {
    await Promise.race([body(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Throws where the two differ. */
export function equal(found, wanted, what = "") {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${what} found ${a}, wanted ${b}`);
}

/** Throws where it does not hold. */
export function that(holds, what) {
  if (!holds) throw new Error(what);
}

/** Prints the closing line and ends with the number of failures. */
export function finish() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(Math.min(failed, 100));
}

/** Starts the browser; one that has gone away is started anew for the next page. */
export async function launch() {
  if (!existsSync(BROWSER)) throw new Error(`no browser at '${BROWSER}': install Debian's chromium, or set CHROMIUM`);
  mkdirSync(SCREENSHOTS, { recursive: true });
  const start = () => chromium.launch({ executablePath: BROWSER, args: QUIET });
  let running = await start();
  return {
    async newContext(options) {
      try {
        return await running.newContext(options);
      } catch (cause) {
        if (running.isConnected()) throw cause;
        running = await start();
        return running.newContext(options);
      }
    },
    close: () => running.close(),
  };
}

/** Runs `body` with a page of its own, and throws where the page complained. */
export async function withPage(browser, options, body) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "sv-SE", ...options });
  context.setDefaultTimeout(STEP_LIMIT);
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !options.expectErrors) complaints.push(`${message.text()} ${message.location().url}`);
  });
  try {
    await body(page, context);
    if (complaints.length && !options.expectErrors) throw new Error(`the page complained: ${complaints[0]}`);
  } finally {
    await context.close();
  }
}

/** Serves `pages` (path to HTML, or to [headers, HTML]) on another origin of this machine. */
export async function otherSite(pages, port = 0) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://x");
    // Browsers ask every site for an icon by themselves; its absence is no fault of the box.
    if (pathname === "/favicon.ico") return response.writeHead(204).end();
    const page = pages[pathname];
    if (!page) return response.writeHead(404).end();
    const [headers, html] = Array.isArray(page) ? page : [{}, page];
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers }).end(html);
  });
  await new Promise((done) => server.listen(port, "127.0.0.1", done));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** The lines of a file beside this one, or of an absolute path. */
export function lines(path) {
  return readFileSync(path, "utf8").split("\n").filter(Boolean);
}
