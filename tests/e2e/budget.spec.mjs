// What the first look-up costs somebody on 3G, in bytes over the wire. Bytes do not vary between runs.
import { brotliDecompressSync } from "node:zlib";
import { expect, test } from "./test.mjs";

const KB = 1024;

test("until an address can be looked up at most 280 KB come over the wire, 190 of them WebAssembly", async ({ page }) => {
  const bodies = new Map();
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const urls = new Map();
  session.on("Network.responseReceived", ({ requestId, response }) => urls.set(requestId, response));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const response = urls.get(requestId);
    if (response) bodies.set(response.url, { bytes: encodedDataLength, encoding: response.headers["content-encoding"] });
  });
  // What comes after the first look-up waits for its time: see parts.spec.mjs.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.goto("/");
  await page.getByRole("combobox").fill("Phường Bến Nghé, Quận 1");
  await expect(page.locator(".answer")).toContainText("Phường Sài Gòn");
  await page.waitForLoadState("networkidle");

  const table = [...bodies].map(([url, { bytes, encoding }]) => [new URL(url).pathname, bytes, encoding ?? "-"]);
  table.sort((a, b) => b[1] - a[1]);
  for (const [path, bytes, encoding] of table) console.log(`${String(bytes).padStart(8)}  ${encoding.padEnd(4)} ${path}`);
  const sum = (some) => some.reduce((total, [, bytes]) => total + bytes, 0);
  const wasm = sum(table.filter(([path]) => path.endsWith(".wasm")));
  console.log(`${String(wasm).padStart(8)}  WebAssembly`);
  console.log(`${String(sum(table)).padStart(8)}  everything, headers included`);
  expect(table.some(([path]) => path.endsWith(".wasm"))).toBe(true);
  expect(wasm).toBeLessThanOrEqual(190 * KB);
  expect(sum(table)).toBeLessThanOrEqual(280 * KB);
});

test("the compressed copies are what they claim to be", async ({ page }) => {
  const plain = await page.request.get("/", { headers: { "accept-encoding": "identity" } });
  expect(plain.headers()["content-encoding"]).toBeUndefined();
  const html = await plain.text();
  const wasm = html.match(/href="([^"]+_bg\.wasm)"/)[1];
  const raw = await (await fetch(new URL(wasm, plain.url()), { headers: { "accept-encoding": "identity" } })).arrayBuffer();
  const { readFile } = await import("node:fs/promises");
  const { dirname, join, basename } = await import("node:path");
  const { fileURLToPath } = await import("node:url");
  const dist = join(dirname(fileURLToPath(import.meta.url)), "../../dist");
  const copy = brotliDecompressSync(await readFile(join(dist, `${basename(wasm)}.br`)));
  expect(Buffer.compare(copy, Buffer.from(raw))).toBe(0);
});
