// The path of a resident who does not know which commune she lives in now.
import { appIsThere, expect, test } from "./test.mjs";

const search = (page) => page.getByRole("searchbox", { name: "Địa chỉ cũ hoặc tên xã mới" });
const results = (page) => page.locator(".results > li");

test("an old address leads to the commune of today", async ({ page }) => {
  await page.goto("/");
  await search(page).fill("Phường Bến Nghé, Quận 1");
  await expect(results(page).first()).toContainText("Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh (cũ) nay là");
  await page.getByRole("link", { name: "Phường Sài Gòn, Thành phố Hồ Chí Minh" }).first().click();
  await expect(page).toHaveURL(/\/xa\/26740$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Phường Sài Gòn");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("accents and case are not needed", async ({ page }) => {
  await page.goto("/");
  await search(page).fill("phuong ben nghe quan 1");
  await expect(results(page).first()).toContainText("Phường Sài Gòn");
});

test("a name of today is found as it is", async ({ page }) => {
  await page.goto("/tim");
  await search(page).fill("Phường Sài Gòn");
  await expect(results(page).first().getByRole("link")).toHaveAttribute("href", "xa/26740");
});

test("a former name of 2026 leads to the name of today and says when it changed", async ({ page }) => {
  await page.goto("/tim");
  await search(page).fill("Xã Bố Hạ, Bắc Ninh");
  await expect(results(page).filter({ hasText: "Phường Bố Hạ" }).first()).toContainText(
    "Trước là Xã Bố Hạ, đổi tên từ 20/9/2026",
  );
});

test("a ward that was split shows every commune it went to", async ({ page }) => {
  await page.goto("/tim");
  // Divided by resolution 1656/NQ-UBTVQH15.
  await search(page).fill("Phường Cống Vị, Quận Ba Đình, Hà Nội");
  const first = results(page).first();
  await expect(first).toContainText("đã chia vào");
  expect(await first.getByRole("link").count()).toBeGreaterThan(1);
});

test("Enter opens the commune when there is no doubt which is meant", async ({ page }) => {
  await page.goto("/");
  await search(page).fill("Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh");
  await expect(results(page)).toHaveCount(1);
  await search(page).press("Enter");
  await expect(page).toHaveURL(/\/xa\/26740$/);
});

test("the way back finds the search as it was", async ({ page }) => {
  await page.goto("/");
  await search(page).fill("ben nghe quan 1");
  await results(page).first().getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Phường Sài Gòn");
  await page.goBack();
  await expect(search(page)).toHaveValue("ben nghe quan 1");
  await expect(results(page).first()).toContainText("Phường Sài Gòn");
});

test("what is typed never leaves the phone", async ({ page }) => {
  await page.goto("/tim");
  await appIsThere(page);
  await search(page).fill("Bến");
  await expect(results(page).first()).toBeVisible();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await search(page).fill("Phường Bến Nghé, Quận 1");
  await expect(results(page).first()).toContainText("Phường Sài Gòn");
  await search(page).press("Enter");
  await page.reload();
  expect(asked.filter((url) => /nghe|ngh%|B%E1/i.test(url.split("#")[0]))).toEqual([]);
});

test("nothing found says what to try", async ({ page }) => {
  await page.goto("/tim");
  await search(page).fill("zzzz qqqq");
  await expect(page.getByText("Không tìm thấy nơi nào như vậy.")).toBeVisible();
  await expect(page.locator(".found").getByRole("link", { name: /chọn tỉnh/ })).toHaveAttribute("href", "tim");
});

test("a commune can be reached without typing", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Tìm xã mới" }).click();
  await expect(page.getByRole("heading", { name: "Hoặc chọn tỉnh, thành phố" })).toBeVisible();
  await expect(page.locator(".list > li")).toHaveCount(34);
  await page.getByRole("link", { name: "Thành phố Hồ Chí Minh" }).click();
  await expect(page).toHaveURL(/\/tinh\/79$/);
  await page.getByRole("searchbox", { name: "Lọc theo tên" }).fill("sai gon");
  await page.getByRole("link", { name: "Phường Sài Gòn" }).click();
  await expect(page).toHaveURL(/\/xa\/26740$/);
});

for (const [what, text] of [
  ["nothing but spaces", "   "],
  ["ten megabytes", "phường ".repeat(1_500_000)],
  ["NUL bytes", "\0\0Phường\0"],
  ["right-to-left marks", "\u202ePhường Bến Nghé\u202c, \u200fQuận 1"],
  ["markup", "<img src=x onerror=alert(1)><script>alert(1)</script>"],
  ["half a surrogate pair", "\ud83dPhường \udc00"],
]) {
  test(`${what} in the search box does no harm`, async ({ page }) => {
    page.on("dialog", () => expect("a dialog").toBe("never opened"));
    await page.goto("/tim");
    await appIsThere(page);
    await search(page).evaluate((box, value) => {
      box.value = value;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }, text);
    await search(page).fill("Phường Bến Nghé, Quận 1");
    await expect(results(page).first()).toContainText("Phường Sài Gòn");
  });
}

test("marks that turn the writing direction are passed over in a search", async ({ page }) => {
  await page.goto("/tim");
  await search(page).fill("\u202ePhường Bến Nghé\u202c, \u200fQuận 1");
  await expect(results(page).first()).toContainText("Phường Sài Gòn");
});
