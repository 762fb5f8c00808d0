#!/usr/bin/env node
// `make bench` in the browser: what a resident on a cheap phone waits for, at 4× slowdown of this machine.
import { cpus } from "node:os";
import { chromium } from "@playwright/test";
import { launchOptions } from "../chromium.mjs";
import { startServer } from "../serve.mjs";

const SLOWDOWN = 4;
const ADDRESSES = [
  "Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh",
  "xa hoa binh huyen tran van thoi tinh ca mau",
  "Số 12 ngõ 3 phố Trúc Bạch, Phường Trúc Bạch, Quận Ba Đình, Hà Nội",
  "phường 1",
  "thi tran chau thanh",
];

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
const figures = (name, times) => {
  times.sort((a, b) => a - b);
  const ms = (value) => `${value.toFixed(2)} ms`;
  console.log(
    `${name}: median ${ms(percentile(times, 0.5))}, 95th percentile ${ms(percentile(times, 0.95))}, ` +
      `worst ${ms(times.at(-1))} (${times.length} measured)`,
  );
};

const server = await startServer();
const browser = await chromium.launch(launchOptions);
console.log(`${cpus()[0].model}, ${cpus().length} cores, Chromium ${browser.version()}, ${SLOWDOWN}× slowdown`);

const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
const session = await page.context().newCDPSession(page);
await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
await page.goto(`${server.url}/`);
await page.locator(".top .language:enabled").waitFor();
await page.getByRole("searchbox").fill("Bến Nghé");
await page.locator(".results > li").first().waitFor();

// From the key to the list in the document: reading the text, the search, building the list.
const typing = await page.evaluate(async (addresses) => {
  const box = document.getElementById("search");
  const times = [];
  for (const address of addresses) {
    for (let length = 1; length <= address.length; length += 1) {
      box.value = address.slice(0, length);
      const begin = performance.now();
      box.dispatchEvent(new Event("input", { bubbles: true }));
      // The view is brought up to date in microtasks, before the browser does anything else.
      for (let turn = 0; turn < 5; turn += 1) await null;
      times.push(performance.now() - begin);
    }
  }
  return times;
}, ADDRESSES);
figures("a look-up, from the key to the list in the document", typing);

const starts = [];
for (let turn = 0; turn < 5; turn += 1) {
  await page.goto("about:blank");
  await page.goto(`${server.url}/`);
  await page.getByRole("searchbox").fill("Bến Nghé");
  await page.locator(".results > li").first().waitFor();
  starts.push(await page.evaluate(() => performance.now()));
}
figures("from the address to the first answer, everything cached", starts);

await browser.close();
await server.stop();
