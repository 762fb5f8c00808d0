// A commune's page, as it is shared by link.
import { expect, test } from "./test.mjs";

test("a commune has an address of its own that shows all that is known", async ({ page }) => {
  await page.goto("/xa/26740");
  await expect(page).toHaveTitle("Phường Sài Gòn · Xã Tôi");
  await expect(page.getByRole("link", { name: "Thành phố Hồ Chí Minh", exact: true })).toHaveAttribute("href", "tinh/79");
  const formed = page.getByRole("region", { name: "Được lập từ" });
  await expect(formed).toContainText("Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh (toàn bộ)");
  await expect(page.getByRole("region", { name: "Tên qua các thời kỳ" })).toContainText("1685/NQ-UBTVQH15");
  await expect(page.locator("dl.facts")).toContainText("26740");
});

test("every office line says where it is from and as of when", async ({ page }) => {
  await page.goto("/xa/00004");
  const seats = page.locator(".seats > li");
  await expect(seats.first()).toBeVisible();
  for (const seat of await seats.all()) {
    await expect(seat).toContainText(/Theo công bố .*2025, chưa kiểm tra. Nguồn: /);
  }
  await expect(seats.first()).toContainText("Trung tâm Phục vụ hành chính công");
});

test("an office in a former office opens the map there and says that it is approximate", async ({ page }) => {
  // Xã Gia Lộc moved into the former office of the commune of the same name.
  await page.goto("/xa/06475");
  await expect(page.getByText("Đây là trụ sở của đơn vị cũ.").first()).toBeVisible();
  const map = page.getByRole("link", { name: "Mở bản đồ (vị trí gần đúng)" }).first();
  await expect(map).toHaveAttribute("href", /\d+\.\d+,10\d\.\d+/);
});

test("a text that names several receiving points is shown point by point, each with what it handles", async ({ page }) => {
  await page.goto("/xa/00004");
  const cards = page.locator(".seats > li");
  await expect(cards.nth(0).getByRole("heading")).toHaveText("Trung tâm Phục vụ hành chính công: Trụ sở chính");
  await expect(cards.nth(2).getByRole("heading")).toHaveText("Điểm Phục vụ hành chính công 02 phường Ba Đình");
  const first = cards.nth(1);
  await expect(first.getByRole("heading")).toHaveText("Điểm Phục vụ hành chính công 01 phường Ba Đình");
  await expect(first).toContainText("Số 12 - 14 phố Phan Đình Phùng");
  await expect(first).toContainText(/Việc làm ở đây: .*chứng thực/);
  await expect(first.getByRole("link", { name: "Tìm trên bản đồ" })).toHaveAttribute("href", /Phan%20/);
});

test("on Android the map link opens the phone's own map", async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    baseURL,
    userAgent: "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Mobile Safari/537.36",
  });
  const page = await context.newPage();
  await page.goto("/xa/00004");
  await expect(page.getByRole("link", { name: /bản đồ/ }).first()).toHaveAttribute("href", /^geo:/);
  await context.close();
});

test("where nothing is published the page says so and offers to tell", async ({ page }) => {
  const empty = await page.request.get("/").then(async (answer) => {
    const manifest = JSON.parse((await answer.text()).match(/id="manifest">(.*?)<\/script>/s)[1]);
    for (const path of Object.values(manifest.offices)) {
      const province = await (await page.request.get(`/${path}`)).json();
      const found = Object.entries(province.communes).find(([, facts]) => !facts.seats?.length);
      if (found) return found[0];
    }
  });
  await page.goto(`/xa/${empty}`);
  await expect(page.getByText("Chưa có thông tin về trụ sở.")).toBeVisible();
  await expect(page.getByText("Trước khi đi, hãy hỏi trưởng thôn")).toBeVisible();
  await expect(page.getByRole("link", { name: /Báo cho xã biết/ })).toHaveAttribute("href", `phan-anh/${empty}`);
});

test("a street address that a source calls a former office is searched for by its number", async ({ page }) => {
  await page.goto("/xa/26740");
  const seat = page.locator(".seats > li").filter({ hasText: "45 - 47 Lê Duẩn" });
  await expect(seat).not.toContainText("đơn vị cũ");
  await expect(seat.getByRole("link", { name: "Tìm trên bản đồ" })).toHaveAttribute("href", /45%20-%2047/);
});

test("what a commune was formed from and its figures name their sources", async ({ page }) => {
  await page.goto("/xa/26740");
  await expect(page.getByText("Nguồn: Bảng chuyển đổi đơn vị hành chính của cơ quan thống kê (9/2026)")).toBeVisible();
  await expect(page.getByText(/^Số liệu chưa kiểm tra.*Nguồn: /)).toBeVisible();
});

test("an absurd population is not shown", async ({ page }) => {
  // Published: 415 people on 124 km², for a ward.
  await page.goto("/xa/25432");
  await expect(page.locator("dl.facts")).toContainText("Chưa có thông tin");
  await expect(page.locator("dl.facts")).not.toContainText("415");
});

test.describe("a code that no commune has", () => {
  test.use({ allowErrors: /status of 404/ });

  test("is answered with 404 and leads to the search", async ({ page }) => {
    const answer = await page.goto("/xa/99999");
    expect(answer.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Không có xã mang mã này");
    await expect(page.getByRole("link", { name: "Tìm xã mới" })).toBeVisible();
  });
});

test("sharing without a share sheet copies the address", async ({ page, context, baseURL }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.addInitScript(() => {
    delete Navigator.prototype.share;
  });
  await page.goto("/xa/26740");
  await page.getByRole("button", { name: "Chia sẻ" }).click();
  await expect(page.getByText("Đã chép đường dẫn")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${baseURL}/xa/26740`);
});

test("where the browser forbids the share sheet the address is copied", async ({ page, context, baseURL }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.addInitScript(() => {
    Navigator.prototype.share = () => Promise.reject(new DOMException("forbidden", "NotAllowedError"));
  });
  await page.goto("/xa/26740");
  await page.getByRole("button", { name: "Chia sẻ" }).click();
  await expect(page.getByText("Đã chép đường dẫn")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${baseURL}/xa/26740`);
});

test("the share sheet gets the commune's name and address", async ({ page, baseURL }) => {
  await page.addInitScript(() => {
    Navigator.prototype.share = async (data) => {
      window.shared = data;
    };
  });
  await page.goto("/xa/26740");
  await page.getByRole("button", { name: "Chia sẻ" }).click();
  await expect
    .poll(() => page.evaluate(() => window.shared))
    .toEqual({ title: "Phường Sài Gòn, Thành phố Hồ Chí Minh", url: `${baseURL}/xa/26740` });
});

test("a commune saved as one's own is one tap away on the home page, and can be given up", async ({ page }) => {
  await page.goto("/xa/26740");
  const save = page.getByRole("button", { name: "Lưu làm xã của tôi" });
  await save.click();
  await expect(page.getByRole("button", { name: "Xã của tôi" })).toHaveAttribute("aria-pressed", "true");
  await page.goto("/");
  await page.getByRole("link", { name: "Xã của tôi: Phường Sài Gòn" }).click();
  await expect(page).toHaveURL(/\/xa\/26740$/);
  await page.getByRole("button", { name: "Xã của tôi" }).click();
  await page.goto("/");
  await expect(page.locator(".mine")).toBeHidden();
});

test("the names over time are told with dates and resolutions", async ({ page }) => {
  // Xã Bố Hạ became Phường Bố Hạ on 20 September 2026.
  await page.goto("/tim");
  await page.getByRole("combobox").fill("Phường Bố Hạ");
  await page.getByRole("combobox").press("Enter");
  const names = page.getByRole("region", { name: "Tên qua các thời kỳ" });
  await expect(names).toContainText(/Từ 1\/7\/2025: Xã Bố Hạ \(Nghị quyết \d+\/NQ-UBTVQH15\)/);
  await expect(names).toContainText(/Từ 20\/9\/2026: Phường Bố Hạ \(Nghị quyết /);
});

test("the communes nearby are named with how far they are", async ({ page }) => {
  await page.goto("/xa/26740");
  const nearby = page.getByRole("region", { name: "Xã, phường lân cận" });
  await expect(nearby.getByRole("listitem").first()).toContainText(/Thành phố Hồ Chí Minh\s*\d+,\d km/);
  expect(await nearby.getByRole("listitem").count()).toBeGreaterThanOrEqual(3);
});

test("the QR code holds the page's address", async ({ page }) => {
  await page.goto("/xa/26740");
  await page.getByRole("button", { name: "Mã QR của trang này" }).click();
  const code = page.getByRole("img", { name: "Mã QR của trang này" });
  await expect(code).toBeVisible();
  expect((await code.locator("path").getAttribute("d")).length).toBeGreaterThan(1000);
});

test("on paper there are the offices and the QR code, and nothing to press", async ({ page }) => {
  await page.goto("/xa/26740");
  await expect(page.locator(".seats > li").first()).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Chia sẻ" })).toBeHidden();
  await expect(page.locator(".seats > li").first()).toBeVisible();
  await expect(page.getByRole("img", { name: "Mã QR của trang này" })).toBeVisible();
});
