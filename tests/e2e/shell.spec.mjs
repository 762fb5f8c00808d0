// What a visitor sees before the program has arrived, and when it does not arrive.
import { appIsThere, expect, test } from "./test.mjs";

const program = "**/*_bg.wasm";
const places = "**/packs/places-*.bin";

/** Keeps the program from arriving until the function that is returned is called. */
async function holdProgram(page) {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(program, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

/** The elements of a page with their texts and attributes, as far as they can be seen or heard. */
const outline = (page) =>
  page.locator("main").evaluate((main) => {
    const ignored = new Set(["data-en"]);
    const seen = (element) => {
      const attributes = [...element.attributes]
        .filter(({ name }) => !ignored.has(name))
        .map(({ name, value }) => `${name}=${value}`)
        .sort();
      const children = [...element.childNodes]
        .filter((node) => (node.nodeType === Node.TEXT_NODE ? node.data.trim() : node.nodeType === Node.ELEMENT_NODE))
        .map((node) => (node.nodeType === Node.TEXT_NODE ? node.data.trim() : seen(node)));
      return [element.localName, ...attributes, ...children];
    };
    return [...main.children].filter((child) => child.matches(":not(section:empty)")).map(seen);
  });

test.describe("before the program has arrived", () => {
  test("the title, the search box and the five tasks are there", async ({ page }) => {
    await page.route(program, () => {});
    await page.goto("/", { waitUntil: "commit" });
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Xã, phường mới của bạn");
    await expect(page.getByRole("combobox")).toBeVisible();
    await expect(page.locator(".tasks a")).toHaveText([
      /Tìm xã mới/,
      /Thủ tục/,
      /Gửi phản ánh/,
      /Góp ý/,
      /Tra cứu hồ sơ đã gửi/,
    ]);
    await expect(page.getByRole("status")).toContainText("Đang tải");
    await expect(page.getByRole("status")).toBeInViewport();
  });

  test("what is typed is kept, with the focus and the cursor, and answered when the app is there", async ({ page }) => {
    const release = await holdProgram(page);
    await page.goto("/", { waitUntil: "commit" });
    const search = page.getByRole("combobox");
    await search.click();
    await search.pressSequentially("ben nghe quan 1");
    await search.press("Enter");
    await search.evaluate((box) => box.setSelectionRange(3, 5));
    release();
    await appIsThere(page);
    await expect(search).toHaveValue("ben nghe quan 1");
    await expect(search).toBeFocused();
    expect(await search.evaluate((box) => [box.selectionStart, box.selectionEnd])).toEqual([3, 5]);
    await expect(page.locator(".answer")).toContainText("Phường Sài Gòn");
  });

  test("the search box is not taken away in the middle of a composed letter", async ({ page }) => {
    const release = await holdProgram(page);
    await page.goto("/", { waitUntil: "commit" });
    const search = page.getByRole("combobox");
    await search.click();
    // Chromium composes as an input method does when it is told to.
    const session = await page.context().newCDPSession(page);
    await session.send("Input.imeSetComposition", { text: "bê", selectionStart: 2, selectionEnd: 2 });
    const arrived = page.waitForResponse(program);
    release();
    await (await arrived).finished();
    await page.waitForFunction(() => performance.getEntriesByName("program-ready").length > 0);
    await expect(page.locator(".top .language")).toBeDisabled();
    await session.send("Input.insertText", { text: "bến" });
    await appIsThere(page);
    await expect(search).toHaveValue("bến");
  });

  test("a visitor who chose English reads the shell in English", async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem("xa-toi.language", "en"));
    await page.route(program, () => {});
    await page.goto("/", { waitUntil: "commit" });
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your new commune");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page).toHaveTitle("Your new commune · Xã Tôi");
    await expect(page.locator(".language")).toHaveText("Tiếng Việt");
  });
});

test("the loader keeps to syntax that older browsers can read, and so tell their owners", async ({ page }) => {
  const html = await (await page.request.get("/")).text();
  const loader = await (await page.request.get(html.match(/src="\.?\/?(loader-[^"]+)"/)[1])).text();
  const code = loader.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, "");
  expect(code).not.toMatch(/\?\.[^\d]|\?\?|catch \{|#[a-z]+|\*\*=|\|\|=|&&=/i);
});

for (const language of ["vi", "en"]) {
  test(`taking over changes nothing on the home page (${language})`, async ({ page, browser, baseURL }) => {
    await page.addInitScript((tag) => localStorage.setItem("xa-toi.language", tag), language);
    await page.goto("/");
    await appIsThere(page);
    const app = await outline(page);

    const context = await browser.newContext({ baseURL });
    const shell = await context.newPage();
    await shell.addInitScript((tag) => localStorage.setItem("xa-toi.language", tag), language);
    await shell.route(program, () => {});
    await shell.goto("/", { waitUntil: "domcontentloaded" });
    await expect(shell.locator("html")).toHaveAttribute("lang", language);
    expect(app).toEqual(await outline(shell));
    await context.close();
  });
}

test.describe("when something does not arrive", () => {
  test.use({ allowErrors: /./ });

  test("the program is asked for again when the network drops", async ({ page }) => {
    let attempts = 0;
    await page.route(program, (route) => {
      attempts += 1;
      return attempts === 1 ? route.abort("connectionreset") : route.continue();
    });
    await page.goto("/");
    await appIsThere(page);
    expect(attempts).toBeGreaterThan(1);
  });

  test("a network that stays away is named, with a button that tries again", async ({ page }) => {
    let down = true;
    await page.route(program, (route) => (down ? route.abort("internetdisconnected") : route.continue()));
    await page.goto("/");
    await expect(page.getByRole("alert")).toContainText("Kiểm tra kết nối mạng", { timeout: 20_000 });
    await expect(page.getByRole("button", { name: "Thử lại" })).toBeInViewport();
    down = false;
    await page.getByRole("button", { name: "Thử lại" }).click();
    await appIsThere(page);
  });

  test("a Wi-Fi log-in page in place of the program is named", async ({ page }) => {
    await page.route(program, (route) => route.fulfill({ contentType: "text/html", body: "<h1>Wi-Fi</h1>" }));
    await page.goto("/");
    await expect(page.getByRole("alert")).toContainText("hãy đăng nhập Wi-Fi", { timeout: 20_000 });
  });

  test("a browser without WebAssembly is told so in words", async ({ page }) => {
    await page.addInitScript(() => {
      delete window.WebAssembly;
    });
    await page.goto("/");
    await expect(page.getByRole("alert")).toContainText("Trình duyệt này quá cũ");
  });

  test("without the places the app stands, says so, keeps what was typed, and tries again", async ({ page }) => {
    let down = true;
    await page.route(places, (route) => (down ? route.abort() : route.continue()));
    await page.goto("/");
    await appIsThere(page);
    await page.getByRole("combobox").fill("Bến Nghé, Quận 1");
    await expect(page.getByText("Những gì bạn gõ vẫn còn đây.")).toBeVisible({ timeout: 20_000 });
    down = false;
    await page.getByRole("button", { name: "Thử lại" }).click();
    await expect(page.locator(".answer")).toContainText("Phường Sài Gòn");
    await expect(page.getByRole("combobox")).toHaveValue("Bến Nghé, Quận 1");
  });

  test("a damaged pack of places is not used", async ({ page }) => {
    await page.route(places, (route) => route.fulfill({ contentType: "application/octet-stream", body: "damaged" }));
    await page.goto("/tim");
    await expect(page.getByText("Chưa tải được danh sách xã, phường.").first()).toBeVisible();
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says what it needs", async ({ page }) => {
    await page.goto("/");
    await expect(page.locator("noscript > p")).toBeVisible();
    await expect(page.locator("noscript > p")).toContainText("Ứng dụng cần JavaScript.");
    await expect(page.locator("#boot")).toBeHidden();
  });
});
