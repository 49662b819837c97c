// Markup in queries, titles and texts: shown as text in every view, never run.

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { check, equal, lines, that, withPage } from "./harness.mjs";

const KIT = process.env.PARAGRAF_HOSTILE_QUERIES
  ?? join(dirname(fileURLToPath(import.meta.url)), "../../../shared/attack/hostile-queries.txt");

/** Our own payloads, beside those of the attack kit where it is at hand. */
const PAYLOADS = [
  "<script>alert(1)</script>", "\"><script>alert(1)</script>", "'><svg onload=alert(1)>", "</title><script>alert(1)</script>",
  "</textarea><img src=x onerror=alert(1)>", "</script><script>alert(1)//", "<iframe srcdoc='<script>parent.alert(1)</script>'>",
  "<details open ontoggle=alert(1)>", "<video><source onerror=alert(1)>", "<body onload=alert(1)>", "<a href=javascript:alert(1)>x</a>",
  "\" onfocus=alert(1) autofocus x=\"", "' onmouseover=alert(1) '", "`onclick=alert(1)`", "<style>*{background:red}</style>",
  "<link rel=stylesheet href=//127.0.0.1/x>", "<base href=//127.0.0.1/>", "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
  "<form action=javascript:alert(1)><button>", "<object data=javascript:alert(1)>", "<embed src=javascript:alert(1)>",
  "<math href=javascript:alert(1)>x</math>", "<svg><script>alert(1)</script></svg>", "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
  "<mark onmouseover=alert(1)>", "<!--><script>alert(1)</script>", "<![CDATA[<script>alert(1)</script>]]>", "&lt;script&gt;alert(1)&lt;/script&gt;",
  "&#60;script&#62;alert(1)", "\u2028<script>alert(1)</script>", "\u0000<script>alert(1)</script>", "<scr\u0000ipt>alert(1)</scr\u0000ipt>",
  "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "{{constructor.constructor('alert(1)')()}}", "${alert(1)}", "<%= alert(1) %>",
  "\"}</script><script>alert(1)</script>", "*/alert(1)/*", "<input autofocus onfocus=alert(1)>", "<select autofocus onfocus=alert(1)>",
  "<textarea autofocus onfocus=alert(1)>", "<marquee onstart=alert(1)>", "<audio src onerror=alert(1)>", "<img srcset=x onerror=alert(1)>",
  "<button formaction=javascript:alert(1)>", "<isindex action=javascript:alert(1)>", "<template><script>alert(1)</script></template>",
  "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<x contenteditable onblur=alert(1)>", "%3Cscript%3Ealert(1)%3C/script%3E",
  "+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "<plaintext>", "</main></body></html><script>alert(1)</script>",
];

/** Milliseconds that a walk over hundreds of pages may take. */
const WALK_LIMIT = 900_000;

/** Elements that our templates write; any other came from somewhere else. */
const OURS = `html head meta title link script body a p header div span form label input button main section article aside nav ul ol li
h1 h2 h3 q mark time abbr b details summary svg rect text table thead tbody tr th td dl dt dd code pre strong footer textarea style paragraf-sok`
  .split(/\s+/);

function payloads() {
  if (!existsSync(KIT)) {
    console.log(`note no attack kit at ${KIT}: own payloads only`);
    return PAYLOADS;
  }
  const kit = lines(KIT).map((line) => line.split("\t")).filter((row) => row[1] === "xss").map((row) => row[3] ?? "");
  return [...PAYLOADS, ...kit];
}

export async function hostile(browser, base, views) {
  await check("payloads in queries run nowhere and add no element", () => withPage(browser, { expectErrors: true }, async (page) => {
    const watch = await watched(page);
    for (const payload of payloads()) {
      const q = encodeURIComponent(payload);
      for (const path of [`/sok?q=${q}`, `/jamfor?a=${q}&b=${q}`, `/lista?names=${q}`, `/dokument/${q}`, `/sok?organ=${q}`, `/sok?${q}=1`, `/?q=${q}&lang=en`]) {
        await watch.visit(base + path);
      }
    }
    watch.verdict();
  }), WALK_LIMIT);

  await check("markup in documents is shown as text in every view", () => withPage(browser, { expectErrors: true }, async (page) => {
    const watch = await watched(page);
    const found = [];
    for (let number = 1; number <= 3; number += 1) {
      const answer = await fetch(`${base}/api/v1/search?size=100&collapse=false&page=${number}`);
      found.push(...(await answer.json()).hits);
    }
    for (const view of views) await watch.visit(base + view.path);
    for (let number = 1; number <= 10; number += 1) await watch.visit(`${base}/sok?size=20&collapse=false&page=${number}`);
    for (const hit of found) {
      await watch.visit(base + hit.url);
      if (hit.matter) await watch.visit(`${base}/arende/${hit.matter}`);
    }
    watch.verdict();
  }), WALK_LIMIT);

  await check("feeds and exports of hostile titles are well-formed", () => withPage(browser, { expectErrors: true }, async (page) => {
    await page.goto(base);
    const feed = await (await fetch(`${base}/feed.atom`)).text();
    const fault = await page.evaluate((xml) => new DOMParser().parseFromString(xml, "application/xml").querySelector("parsererror")?.textContent, feed);
    equal(fault ?? null, null, "feed");
    const csv = (await (await fetch(`${base}/export.csv`)).text()).slice(1);
    const cells = csv.split(/[;\n]/).filter((cell) => /^"?[=+@\t\r-]/.test(cell) && cell.length > 1);
    equal(cells, [], "cells that a spreadsheet runs");
  }));
}

/** Hooks what a payload would call, and looks at every page for what is not ours. */
async function watched(page) {
  const faults = [];
  // `eval` is left alone, since the browser driver itself uses it: a page that calls it breaks the policy, which is heard.
  await page.exposeFunction("payloadRan", (what) => faults.push(`ran: ${what}`));
  await page.addInitScript(() => {
    for (const name of ["alert", "confirm", "prompt"]) window[name] = (what) => window.payloadRan(`${name}(${what})`);
    document.addEventListener("securitypolicyviolation", (event) => window.payloadRan(`policy: ${event.violatedDirective} ${event.sourceFile}`));
  });
  page.on("dialog", (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    dialog.dismiss();
  });
  let visited = 0;
  return {
    async visit(url) {
      visited += 1;
      const response = await page.goto(url, { waitUntil: "load" });
      if (!response || response.status() >= 500) return faults.push(`${response?.status()} ${url}`);
      const found = await page.evaluate((ours) => {
        const bad = [];
        for (const node of document.querySelectorAll("*")) {
          if (!ours.includes(node.localName)) bad.push(`<${node.localName}>`);
          for (const attribute of node.attributes) if (attribute.name.startsWith("on") || attribute.name === "style") bad.push(attribute.name);
        }
        // Our one icon is a picture within the page; the first one in the head is ours.
        const icon = document.head.querySelector("link[rel=icon][href^='data:image/svg+xml,']");
        for (const node of document.querySelectorAll("[href], [src], [action]")) {
          if (node === icon) continue;
          const address = node.getAttribute("href") ?? node.getAttribute("src") ?? node.getAttribute("action");
          if (!/^(https?:\/\/|\/|#|mailto:|\?|$)/.test(address)) bad.push(address);
        }
        for (const script of document.scripts) if (!script.src && script.type !== "application/ld+json") bad.push("inline script");
        return bad;
      }, OURS);
      if (found.length) faults.push(`${url}: ${found.slice(0, 3)}`);
    },
    verdict() {
      that(faults.length === 0, `${faults.length} in ${visited} pages: ${faults.slice(0, 5).join(" | ")}`);
      console.log(`     ${visited} pages`);
    },
  };
}
