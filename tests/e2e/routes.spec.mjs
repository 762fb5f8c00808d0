// What holds on every page of the router's own list.
import AxeBuilder from "@axe-core/playwright";
import { routes } from "../routes.mjs";
import { appIsThere, expect, test } from "./test.mjs";

test("the list of pages is the router's", () => {
  expect(routes.length).toBeGreaterThan(9);
});

for (const route of routes) {
  test.describe(`the page ${route}`, () => {
    // The example case exists nowhere: its page is the one of an unknown code.
    test.use({ allowErrors: /status of 404/ });

    for (const colorScheme of ["light", "dark"]) {
      for (const language of ["vi", "en"]) {
        test(`passes axe (${colorScheme}, ${language})`, async ({ page }) => {
          await page.emulateMedia({ colorScheme });
          await page.addInitScript((tag) => localStorage.setItem("xa-toi.language", tag), language);
          await page.goto(`/${route}`);
          await appIsThere(page);
          await page.waitForLoadState("networkidle");
          const { violations } = await new AxeBuilder({ page })
            .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
            .analyze();
          expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
        });
      }
    }

    test("has one heading of the first level and a title of its own", async ({ page }) => {
      await page.goto(`/${route}`);
      await appIsThere(page);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      await expect(page).toHaveTitle(/.+ · Xã Tôi$/);
    });

    for (const [what, width, scale] of [
      ["at 360 px", 360, 1],
      ["at 200 % zoom of a 360 px screen", 180, 1],
      ["at 360 px with letters twice as large", 360, 2],
    ]) {
      test(`needs no sideways scrolling ${what}`, async ({ page }) => {
        await page.setViewportSize({ width, height: 740 });
        await page.goto(`/${route}`);
        await appIsThere(page);
        await page.waitForLoadState("networkidle");
        await page.evaluate((times) => {
          document.documentElement.style.setProperty("font-size", `${16 * times}px`);
        }, scale);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
      });
    }

    test("has targets of at least 24 by 24 pixels, and the main ones of 48", async ({ page }) => {
      await page.goto(`/${route}`);
      await appIsThere(page);
      await page.waitForLoadState("networkidle");
      const small = await page.locator(".button, .task, .list a, .language, input:not([type=radio]), label.choice").evaluateAll((all) =>
        all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 48).map((one) => one.outerHTML),
      );
      expect(small).toEqual([]);
    });
  });
}

test.describe("an address that is no page", () => {
  test.use({ allowErrors: /status of 404/ });

  test("is answered with 404 and a way on", async ({ page }) => {
    const answer = await page.goto("/khong-co-trang-nay");
    expect(answer.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Không có trang này");
    await page.getByRole("link", { name: "Về trang đầu" }).click();
    await expect(page).toHaveURL(/\/$/);
  });
});

test("the five tasks are one tap away from the home page", async ({ page }) => {
  for (const [name, title] of [
    ["Tìm xã mới", "Tìm xã, phường mới"],
    ["Thủ tục", "Thủ tục người dân hay làm"],
    ["Gửi phản ánh", "Gửi phản ánh"],
    ["Góp ý", "Góp ý"],
    ["Tra cứu hồ sơ đã gửi", "Hồ sơ đã gửi"],
  ]) {
    await page.goto("/");
    await page.locator(".tasks").getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  }
});

test("procedures lists the eighty by name and says that the rest is not known here yet", async ({ page }) => {
  await page.goto("/thu-tuc");
  await expect(page.locator(".procedures > li")).toHaveCount(80);
  await expect(page.getByText("Hiện mới có tên thủ tục.")).toBeVisible();
  await page.getByRole("searchbox", { name: "Lọc theo tên hoặc mã" }).fill("khai sinh");
  await expect(page.getByText("Đăng ký khai sinh", { exact: true })).toBeVisible();
  await expect(page.locator(".procedures > li").first()).toContainText("Cổng Dịch vụ công quốc gia, bản ngày 18/7/2026");
  await page.getByRole("searchbox").fill("1.001193");
  await expect(page.locator(".procedures > li")).toHaveCount(1);
});

test("the language can be changed on every page and is kept", async ({ page }) => {
  await page.goto("/xa/26740");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "Formed from" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Formed from" })).toBeVisible();
});

for (const [what, text] of [
  ["names to choose from", "phường 1"],
  ["a whole address with its steps", "12 Lê Lợi, Phường Bến Nghé, Quận 1"],
  ["a divided ward's question", "Phường Đa Kao, Quận 1"],
  ["nothing found", "zzzz qqqq"],
]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`the search with ${what} passes axe (${colorScheme})`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto("/");
      await page.getByRole("combobox").fill(text);
      await page.locator(".results:visible, .answer, .found strong").first().waitFor();
      const why = page.getByText("Vì sao?");
      if (await why.isVisible()) await why.click();
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        .analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    });
  }
}

test("everything can be done with the keyboard alone", async ({ page }) => {
  await page.goto("/");
  await appIsThere(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Tới nội dung chính" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("ben nghe quan 1");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Xem trụ sở" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/xa\/26740$/);
});
