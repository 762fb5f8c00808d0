// The parts of the program that the first look-up does without, and that come later.
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "./test.mjs";

const parts = "**/parts/*.wasm";
const folder = join(dirname(fileURLToPath(import.meta.url)), "../../dist/parts");
const files = (await readdir(folder)).filter((name) => name.endsWith(".wasm"));

/** From here on nothing happens by itself after a pause. */
async function holdTimers(page) {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}

/** The parts that have come, or not come, so far. */
function arrivals(page) {
  const arrived = new Set();
  for (const event of ["requestfinished", "requestfailed"]) {
    page.on(event, (request) => request.url().includes("/parts/") && arrived.add(request.url()));
  }
  return arrived;
}

async function lookUp(page) {
  await page.goto("/");
  await page.getByRole("combobox").fill("Phường Bến Nghé, Quận 1");
  await expect(page.locator(".answer")).toContainText("Phường Sài Gòn");
}

test("the first look-up asks for no part", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => request.url().includes("/parts/") && asked.push(request.url()));
  await holdTimers(page);
  await lookUp(page);
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual([]);
});

test.describe("afterwards", () => {
  // The picture in the header is asked for again with every page.
  test.use({ allowErrors: /ERR_INTERNET_DISCONNECTED/ });

  test("the parts come unasked, and open their pages where there is no signal", async ({ page, context }) => {
    const arrived = arrivals(page);
    await lookUp(page);
    await expect.poll(() => arrived.size).toBe(files.length);
    await context.setOffline(true);
    await page.getByRole("link", { name: "Về ứng dụng này" }).click();
    await expect(page.getByRole("heading", { level: 2, name: "Dữ liệu" })).toBeVisible();
    await page.getByRole("link", { name: "Xã Tôi", exact: true }).click();
    await page.getByRole("link", { name: "Tra cứu hồ sơ đã gửi" }).click();
    await expect(page.getByRole("textbox", { name: "Mã hồ sơ" })).toBeVisible();
  });
});

test("while its part is on its way a page says so, then its heading gets the focus", async ({ page }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(parts, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/");
  await page.getByRole("link", { name: "Tra cứu hồ sơ đã gửi" }).click();
  await expect(page.getByText("Đang mở trang…")).toBeVisible();
  release();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test.describe("when a part does not come", () => {
  test.use({ allowErrors: /Failed to load resource|ERR_FAILED|Failed to fetch|HTTP status code/ });

  test("the page says so, and opens when one tries again", async ({ page }) => {
    await page.route(parts, (route) => route.abort());
    await page.goto("/");
    await page.getByRole("link", { name: "Về ứng dụng này" }).click();
    await expect(page.getByRole("alert")).toContainText("Chưa tải được trang này");
    await page.unroute(parts);
    await page.getByRole("button", { name: "Thử lại" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Về ứng dụng này");
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  });

  test("because the server has a newer app, loading the page anew opens it", async ({ page }) => {
    await page.route(parts, (route) => route.fulfill({ status: 404, contentType: "text/html", body: "<h1>404</h1>" }));
    await page.goto("/");
    await page.getByRole("link", { name: "Về ứng dụng này" }).click();
    await expect(page.getByRole("alert")).toContainText("bấm Tải lại trang");
    await page.unroute(parts);
    await page.getByRole("button", { name: "Tải lại trang" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Về ứng dụng này");
  });

  test("looking up an address goes on as before", async ({ page }) => {
    await page.route(parts, (route) => route.abort());
    await lookUp(page);
    await page.getByRole("link", { name: "Xem trụ sở" }).click();
    await expect(page.getByRole("alert")).toContainText("Chưa tải được trang này");
    await page.goBack();
    await expect(page.locator(".answer")).toContainText("Phường Sài Gòn");
  });

  test("what waits in the outbox goes out nevertheless, once a further attempt brings it", async ({ page, context }) => {
    await page.goto("/phan-anh/26740");
    const words = page.getByRole("textbox", { name: "Nội dung" });
    await expect(words).toBeVisible();
    await page.route("**/api/v1/cases/*", (route) => route.abort());
    await words.fill("Đèn giao thông không sáng.");
    await page.getByRole("button", { name: "Gửi", exact: true }).click();
    await expect(page.getByRole("link", { name: "1 phản ánh chưa gửi" })).toBeVisible();
    await page.close();

    const again = await context.newPage();
    let refused = 0;
    await again.route(parts, (route) => {
      refused += 1;
      return route.abort();
    });
    const sent = again.waitForResponse((response) => response.url().includes("/api/v1/cases/"));
    await again.goto("/");
    await expect.poll(() => refused).toBeGreaterThan(0);
    await again.unroute(parts);
    expect((await sent).status()).toBe(201);
  });
});
