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
  // As long as they get, with an error in it.
  "Số nhà 128/45/12 đường Nguyễn Thị Minh Khai, tổ dân phố số 14, khu phố 3, Phường Phước Logn B, Thành phố Thủ Đức, Thành phố Hồ Chí Minh, Việt Nam",
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
console.log(`${cpus()[0].model}, ${cpus().length} cores, Chromium ${browser.version()}`);

/** A phone-sized page on a machine that is so many times slower than this one. */
async function slowPage(slowdown) {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  return page;
}

for (const slowdown of [1, SLOWDOWN]) {
  const page = await slowPage(slowdown);
  await page.goto(`${server.url}/`);
  await page.locator(".top .language:enabled").waitFor();
  await page.getByRole("combobox").fill("Bến Nghé");
  await page.locator(".answer").waitFor();
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
        for (let turn = 0; turn < 8; turn += 1) await null;
        times.push(performance.now() - begin);
      }
    }
    return times;
  }, ADDRESSES);
  figures(`${slowdown}×: from the key to what it found in the document`, typing);
  await page.close();
}

const page = await slowPage(SLOWDOWN);
const starts = [];
const packs = [];
for (let turn = 0; turn < 7; turn += 1) {
  await page.goto("about:blank");
  await page.goto(`${server.url}/`);
  await page.getByRole("combobox").fill("Bến Nghé");
  await page.locator(".answer").waitFor();
  starts.push(await page.evaluate(() => performance.now()));
  packs.push(await page.evaluate(() => performance.measure("", "places-arrived", "places-ready").duration));
}
figures(`${SLOWDOWN}×: from the bytes of the places to being able to search them`, packs);
figures(`${SLOWDOWN}×: from the address to the first answer, everything cached`, starts);

// A table as an office has it, in the worker.
await page.goto(`${server.url}/doi-dia-chi`);
const rows = Array.from({ length: 100_000 }, (_, row) => `${row};"${ADDRESSES[row % ADDRESSES.length]}"`).join("\n");
await page.locator("#file").setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from(`id;địa chỉ\n${rows}\n`) });
const begun = performance.now();
await page.locator("#stage form button.primary").click();
await page.locator("#stage a[download]").waitFor({ timeout: 600_000 });
console.log(`${SLOWDOWN}×: 100,000 rows converted in ${((performance.now() - begun) / 1000).toFixed(1)} s`);

await browser.close();
await server.stop();
