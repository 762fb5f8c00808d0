// Connections that stand still without breaking, as they do at the edge of coverage.
import { startProxy } from "../proxy.mjs";
import { appIsThere, expect, test } from "./test.mjs";

/** Stands still in the middle of the first answer to a path that matches; passes everything else. */
async function startStalling(target, pattern, beginning) {
  let stalled = false;
  const proxy = await startProxy(target, (incoming, outgoing, pass) => {
    if (stalled || !pattern.test(incoming.url)) return pass();
    stalled = true;
    outgoing.writeHead(200, beginning.headers);
    outgoing.write(beginning.body);
  });
  return { ...proxy, hasStalled: () => stalled };
}

test.use({ allowErrors: /Failed to load resource|ERR_|AbortError/ });

test("an answer that stops in its middle is given up, and the case is sent again", async ({ page, baseURL }) => {
  const network = await startStalling(baseURL, /^\/api\/v1\/cases\//, {
    headers: { "content-type": "application/json" },
    body: "{",
  });
  await page.clock.install();
  await page.goto(`${network.url}/phan-anh/26740`);
  await page.getByRole("textbox", { name: "Nội dung" }).fill("Mạng đứng giữa chừng.");
  await page.getByRole("button", { name: "Gửi", exact: true }).click();
  await expect(page.getByText("Đang gửi…")).toBeVisible();
  await expect.poll(network.hasStalled).toBe(true);
  // Half a minute for the answer, then the pause before the next attempt.
  await page.clock.runFor(31_000);
  await page.clock.runFor(2_000);
  await expect(page.getByText("Đã nhận")).toBeVisible();
  network.stop();
});

test("a program that stops arriving is asked for again", async ({ page, baseURL }) => {
  const network = await startStalling(baseURL, /_bg\.wasm$/, {
    headers: { "content-type": "application/wasm" },
    body: "\0asm",
  });
  await page.clock.install();
  await page.goto(network.url, { waitUntil: "commit" });
  await expect.poll(network.hasStalled).toBe(true);
  await expect(page.getByRole("status")).toContainText("Đang tải");
  await page.clock.runFor(21_000);
  await page.clock.runFor(2_000);
  await appIsThere(page);
  network.stop();
});
