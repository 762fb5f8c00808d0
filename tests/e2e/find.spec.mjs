// The path of a resident who does not know which commune she lives in now.
import { appIsThere, expect, test } from "./test.mjs";

const search = (page) => page.getByRole("combobox", { name: "Địa chỉ cũ hoặc tên xã mới" });
const options = (page) => page.getByRole("option");
const answer = (page) => page.locator(".answer");
const address = (page) => page.locator(".answer .address");

test("an old address leads to the commune of today", async ({ page }) => {
  await page.goto("/");
  await search(page).fill("Phường Bến Nghé, Quận 1");
  await expect(address(page)).toHaveText("Phường Sài Gòn, Thành phố Hồ Chí Minh");
  await expect(answer(page)).toContainText("Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh (cũ) nay thuộc đây.");
  await answer(page).getByRole("link", { name: "Xem trụ sở" }).click();
  await expect(page).toHaveURL(/\/xa\/26740$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Phường Sài Gòn");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("the whole address is rewritten and can be copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/");
  await search(page).fill("12/3 Lê Lợi, p. bến nghé, q1, tphcm");
  await expect(address(page)).toHaveText("12/3 Lê Lợi, Phường Sài Gòn, Thành phố Hồ Chí Minh");
  await page.getByRole("button", { name: "Chép địa chỉ" }).click();
  await expect(page.getByText("Đã chép")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe("12/3 Lê Lợi, Phường Sài Gòn, Thành phố Hồ Chí Minh");
});

test("why an answer was given is told step by step", async ({ page }) => {
  await page.goto("/");
  await search(page).fill("12 le loi, phuong ben nghe, quan 1");
  await page.getByText("Vì sao?").click();
  const steps = answer(page).locator("ol > li");
  await expect(steps.first()).toContainText("“quan 1” được hiểu là Quận 1");
  await expect(steps.last()).toContainText("“12 le loi” được giữ nguyên");
  await expect(answer(page)).toContainText("1685/NQ-UBTVQH15");
});

test("the list closes when the focus leaves the box, and Enter there chooses nothing", async ({ page }) => {
  await page.goto("/tim");
  await search(page).fill("bến th");
  await page.keyboard.press("ArrowDown");
  await expect(search(page)).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("Tab");
  await expect(search(page)).toHaveAttribute("aria-expanded", "false");
  await search(page).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/tim$/);
});

test("what was found is announced to those who cannot see it", async ({ page }) => {
  await page.goto("/");
  await search(page).fill("12 Lê Lợi, Phường Bến Nghé, Quận 1");
  const status = page.locator(".found").getByRole("status").first();
  await expect(status).toContainText("12 Lê Lợi, Phường Sài Gòn, Thành phố Hồ Chí Minh");
  await search(page).fill("Phường Đa Kao, Quận 1");
  await expect(status).toContainText("chia cho 2 xã, phường");
});

test("a type word with an error does not stay in the address that is copied", async ({ page }) => {
  await page.goto("/");
  await search(page).fill("12 Lê Lợi, Phườg Bến Nghé, Quận 1");
  await expect(address(page)).toHaveText("12 Lê Lợi, Phường Sài Gòn, Thành phố Hồ Chí Minh");
});

test("an address that contradicts itself is not answered as if it did not", async ({ page }) => {
  await page.goto("/");
  await search(page).fill("Phường Bến Nghé, Quận 1, Hà Nội");
  await expect(address(page)).toHaveText("Phường Sài Gòn, Thành phố Hồ Chí Minh");
  await expect(answer(page).locator(".sure")).toBeVisible();
  await page.getByText("Vì sao?").click();
  await expect(answer(page)).toContainText("“Hà Nội” không hợp với nơi này");
});

test("accents and case are not needed", async ({ page }) => {
  await page.goto("/");
  await search(page).fill("phuong ben nghe quan 1");
  await expect(address(page)).toContainText("Phường Sài Gòn");
});

test("a typing error in a whole address is put right, and that is told", async ({ page }) => {
  await page.goto("/");
  await search(page).fill("phường bến nhgé, quận 1, tphcm");
  await expect(address(page)).toContainText("Phường Sài Gòn");
  await page.getByText("Vì sao?").click();
  await expect(answer(page)).toContainText("sau khi sửa");
});

test("a name of today is found as it is", async ({ page }) => {
  await page.goto("/tim");
  await search(page).fill("Phường Sài Gòn");
  await expect(answer(page).getByRole("link", { name: "Xem trụ sở" })).toHaveAttribute("href", "xa/26740");
});

test("a former name of 2026 leads to the name of today and says when it changed", async ({ page }) => {
  await page.goto("/tim");
  await search(page).fill("Xã Bố Hạ, Bắc Ninh");
  await expect(page.locator("form[role=search], .found").filter({ hasText: "Phường Bố Hạ" }).first()).toContainText(
    "đổi tên từ 20/9/2026",
  );
});

test("a former province alone says which province it is now", async ({ page }) => {
  await page.goto("/tim");
  await search(page).fill("hậu giang");
  const former = options(page).filter({ hasText: "Tỉnh Hậu Giang (cũ)" });
  await expect(former).toContainText("nay thuộc Thành phố Cần Thơ");
  await former.click();
  await expect(page).toHaveURL(/\/tinh\/92$/);
});

test("a ward that was divided asks which part, and shows every commune it went to", async ({ page }) => {
  await page.goto("/tim");
  // Divided by resolution 1685/NQ-UBTVQH15.
  await search(page).fill("5 Đinh Tiên Hoàng, Phường Đa Kao, Quận 1");
  await expect(answer(page).getByRole("heading", { level: 2 })).toContainText("đã chia cho 2 xã, phường");
  const choices = answer(page).locator(".choices > li");
  await expect(choices).toHaveCount(2);
  await expect(choices.first()).toContainText("Cùng với: ");
  await expect(choices.filter({ hasText: "Phường Tân Định" }).getByRole("button", { name: "Chép địa chỉ" })).toBeVisible();
  await expect(answer(page).getByRole("link", { name: "Dùng vị trí của tôi" })).toHaveAttribute("href", "tim/vi-tri");
});

test("a divided ward whose people all went to one commune needs no question", async ({ page }) => {
  await page.goto("/tim");
  // By the conversion table all its people went to Phường Tây Hồ, uninhabited land to Phường Ba Đình.
  await search(page).fill("20 Thụy Khuê, Phường Thụy Khuê, Quận Tây Hồ, Hà Nội");
  await expect(address(page)).toHaveText("20 Thụy Khuê, Phường Tây Hồ, Thành phố Hà Nội");
  await expect(answer(page)).toContainText("Toàn bộ người dân Phường Thụy Khuê");
  await expect(answer(page)).toContainText("Phần đất không có dân thuộc Phường Ba Đình.");
});

test("Enter opens the commune when there is no doubt which is meant", async ({ page }) => {
  await page.goto("/");
  await search(page).fill("Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh");
  await expect(answer(page)).toBeVisible();
  await search(page).press("Enter");
  await expect(page).toHaveURL(/\/xa\/26740$/);
});

test("Enter shows the rewritten address where there is a street to keep", async ({ page }) => {
  await page.goto("/");
  await search(page).fill("12 Lê Lợi, Phường Bến Nghé, Quận 1");
  await expect(answer(page)).toBeVisible();
  await search(page).press("Enter");
  await expect(answer(page).getByRole("heading", { level: 2 })).toBeFocused();
  await expect(page).toHaveURL(/\/(#.*)?$/);
});

test("the arrow keys go through the names, Enter takes one, Escape closes the list", async ({ page }) => {
  await page.goto("/");
  await appIsThere(page);
  await search(page).pressSequentially("phường bến th");
  await expect(search(page)).toHaveAttribute("aria-expanded", "true");
  await search(page).press("ArrowDown");
  await expect(options(page).first()).toHaveAttribute("aria-selected", "true");
  await expect(search(page)).toHaveAttribute("aria-activedescendant", "option-0");
  await search(page).press("ArrowUp");
  await expect(search(page)).not.toHaveAttribute("aria-activedescendant");
  await search(page).press("Escape");
  await expect(search(page)).toHaveAttribute("aria-expanded", "false");
  await expect(options(page)).toHaveCount(0);
  await search(page).press("ArrowDown");
  await expect(options(page).first()).toHaveAttribute("aria-selected", "true");
  await search(page).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Phường Bến Thành");
});

test("what was typed of a name is set off in it", async ({ page }) => {
  await page.goto("/");
  await search(page).fill("phuong ben th");
  await expect(options(page).first().locator("mark").first()).toHaveText("Phường Bến Th");
});

test("names of the province last looked at come first", async ({ page }) => {
  await page.goto("/xa/26740");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Phường Sài Gòn");
  await page.goto("/tim");
  await search(page).fill("long bình");
  await expect(options(page).first()).toContainText("Thành phố Hồ Chí Minh");
});

test("the way back finds the search as it was", async ({ page }) => {
  await page.goto("/");
  await search(page).fill("ben nghe quan 1");
  await answer(page).getByRole("link", { name: "Xem trụ sở" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Phường Sài Gòn");
  await page.goBack();
  await expect(search(page)).toHaveValue("ben nghe quan 1");
  await expect(address(page)).toContainText("Phường Sài Gòn");
});

test("what is typed never leaves the phone", async ({ page }) => {
  await page.goto("/tim");
  await appIsThere(page);
  await search(page).fill("Bến");
  await expect(options(page).first()).toBeVisible();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await search(page).fill("Phường Bến Nghé, Quận 1");
  await expect(address(page)).toContainText("Phường Sài Gòn");
  await search(page).press("Enter");
  await page.reload();
  expect(asked.filter((url) => /nghe|ngh%|B%E1/i.test(url.split("#")[0]))).toEqual([]);
});

test("nothing found says what to try", async ({ page }) => {
  await page.goto("/tim");
  await search(page).fill("zzzz qqqq");
  await expect(page.locator(".found strong")).toHaveText("Không tìm thấy nơi nào như vậy.");
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
    await expect(address(page)).toContainText("Phường Sài Gòn");
  });
}

test("marks that turn the writing direction are passed over in a search", async ({ page }) => {
  await page.goto("/tim");
  await search(page).fill("\u202ePhường Bến Nghé\u202c, \u200fQuận 1");
  await expect(address(page)).toContainText("Phường Sài Gòn");
});
