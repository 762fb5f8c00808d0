// The path of a resident who writes to her commune, and looks the next day what became of it.
import { startServer } from "../serve.mjs";
import { appIsThere, expect, test } from "./test.mjs";

const words = (page) => page.getByRole("textbox", { name: "Nội dung" });
const code = (page) => page.locator("p.code");

/** From here on nothing happens by itself after a pause: what is sent again, a person sends. */
async function holdTimers(page) {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}

async function write(page, text) {
  await words(page).fill(text);
  await page.getByRole("button", { name: "Gửi", exact: true }).click();
}

test("feedback is answered with a receipt and found by its code on another phone", async ({ page, browser, baseURL }) => {
  await page.goto("/xa/26740");
  await page.getByRole("link", { name: "Gửi phản ánh tới đây" }).click();
  await expect(page.getByText("Ủy ban nhân dân phường Sài Gòn, Thành phố Hồ Chí Minh")).toBeVisible();
  await page.getByRole("radio", { name: "Việc chưa tốt" }).check();
  await page.getByRole("textbox", { name: /^Tên của bạn/ }).fill("Nguyễn Thị Lan");
  await page.getByRole("textbox", { name: /^Số điện thoại/ }).fill("0912 345 678");
  await write(page, "Đèn đường trước nhà số 5 không sáng từ hôm qua.");
  await expect(page.getByText("Đã nhận")).toBeVisible();
  await expect(page.getByText("Máy chủ nhận lúc")).toBeVisible();
  const tracking = await code(page).textContent();
  expect(tracking).toMatch(/^XT-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]$/);

  const other = await browser.newContext({ baseURL, locale: "vi-VN" });
  const phone = await other.newPage();
  await phone.goto("/");
  await phone.getByRole("link", { name: "Tra cứu hồ sơ đã gửi" }).click();
  await phone.getByRole("textbox", { name: "Mã hồ sơ" }).fill(tracking.toLowerCase().replaceAll("-", " "));
  await phone.getByRole("button", { name: "Xem hồ sơ" }).click();
  await expect(phone.getByText("Đã nhận")).toBeVisible();
  await expect(phone.locator("dl.facts")).toContainText("Ủy ban nhân dân phường Sài Gòn");
  await expect(phone.locator("main")).not.toContainText("Đèn đường");
  await expect(phone.locator("main")).not.toContainText("Lan");
  await other.close();
});

test("what was sent stays in the list of this phone after a reload", async ({ page }) => {
  await page.goto("/phan-anh/26740");
  await write(page, "Rác không được thu từ thứ Hai.");
  await expect(page.getByText("Đã nhận")).toBeVisible();
  await page.goto("/ho-so");
  await expect(page.locator(".list > li")).toHaveCount(1);
  await page.getByRole("link", { name: /Rác không được thu/ }).click();
  await expect(page.locator("blockquote")).toHaveText("Rác không được thu từ thứ Hai.");
});

test("a proposal is feedback of the kind proposal", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Góp ý" }).click();
  await page.getByRole("combobox").fill("Phường Bến Nghé, Quận 1");
  await page.getByRole("link", { name: "Chọn nơi này" }).click();
  await expect(page).toHaveURL(/\/gop-y\/26740$/);
  await expect(page.getByRole("radio", { name: "Đề xuất" })).toBeChecked();
  await write(page, "Nên mở cửa tiếp dân cả sáng thứ Bảy.");
  await expect(page.locator("dl.facts")).toContainText("Đề xuất");
});

test.describe("without a connection", () => {
  test.use({ allowErrors: /ERR_INTERNET_DISCONNECTED|Failed to load resource/ });

  test("feedback waits on the phone, visibly, and goes out when the network is back", async ({ page, context }) => {
    await page.goto("/phan-anh/26740");
    await expect(words(page)).toBeVisible();
    await context.setOffline(true);
    await write(page, "Cống thoát nước bị tắc.");
    await expect(page.getByRole("strong").filter({ hasText: "Chưa gửi" })).toBeVisible();
    await expect(page.getByText("Chưa kết nối được máy chủ")).toBeVisible();
    await expect(page.getByRole("link", { name: "1 phản ánh chưa gửi" })).toBeVisible();
    const tracking = await code(page).textContent();
    await context.setOffline(false);
    await expect(page.getByText("Đã nhận")).toBeVisible();
    expect(await code(page).textContent()).toBe(tracking);
    await expect(page.getByRole("link", { name: "1 phản ánh chưa gửi" })).toHaveCount(0);
  });

  test("feedback survives that the page is closed before it was sent", async ({ page, context }) => {
    await page.goto("/phan-anh/26740");
    await expect(words(page)).toBeVisible();
    await context.setOffline(true);
    await write(page, "Cầu gỗ sắp sập.");
    await expect(page.getByText("Chưa kết nối được máy chủ")).toBeVisible();
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto("/ho-so");
    await expect(again.getByRole("link", { name: /Cầu gỗ sắp sập/ })).toContainText("Đã nhận");
  });
});

test.describe("when the answer is lost", () => {
  test.use({ allowErrors: /ERR_FAILED|ERR_CONNECTION|Failed to load resource/ });

  test("sending again makes no second case", async ({ page }) => {
    const answers = [];
    await page.route("**/api/v1/cases/*", async (route) => {
      const response = await route.fetch();
      answers.push([response.status(), await response.text()]);
      return answers.length === 1 ? route.abort() : route.fulfill({ response });
    });
    await page.goto("/phan-anh/26740");
    await write(page, "Loa phường quá to lúc 5 giờ sáng.");
    await expect(page.getByText("Đã nhận")).toBeVisible();
    expect(answers.map(([status]) => status)).toEqual([201, 200]);
    expect(answers[1][1]).toBe(answers[0][1]);
  });
});

test.describe("when somebody else answers", () => {
  test.use({ allowErrors: /Failed to load resource/ });

  test("a captive portal's page is not taken for a receipt", async ({ page }) => {
    let portal = true;
    await page.route("**/api/v1/cases/*", (route) =>
      portal ? route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Wi-Fi</h1>" }) : route.continue(),
    );
    await page.goto("/phan-anh/26740");
    await expect(words(page)).toBeVisible();
    await holdTimers(page);
    await write(page, "Biển báo bị che khuất.");
    await expect(page.getByText("hãy đăng nhập Wi-Fi trước")).toBeVisible();
    portal = false;
    await page.getByRole("button", { name: "Gửi ngay" }).click();
    await expect(page.getByText("Đã nhận")).toBeVisible();
  });

  test("what the server refuses is kept, with its reason, and can be corrected", async ({ page }) => {
    await page.route("**/api/v1/cases/*", (route) =>
      route.fulfill({
        status: 422,
        contentType: "application/problem+json",
        body: JSON.stringify({
          type: "/problems/fields",
          status: 422,
          title: "Chưa nhận được",
          detail: "",
          errors: [{ field: "words", detail: "Nội dung này không nhận được" }],
        }),
      }),
    );
    await page.goto("/phan-anh/26740");
    await page.getByRole("radio", { name: "Câu hỏi" }).check();
    await page.getByRole("textbox", { name: /^Tên của bạn/ }).fill("Lan");
    await write(page, "Một câu không được nhận.");
    await expect(page.getByText("Máy chủ không nhận")).toBeVisible();
    await expect(page.getByText("Nội dung: Nội dung này không nhận được")).toBeVisible();
    await page.unroute("**/api/v1/cases/*");
    await page.getByRole("button", { name: "Sửa và gửi lại" }).click();
    await expect(words(page)).toHaveValue("Một câu không được nhận.");
    await expect(page.getByRole("textbox", { name: /^Tên của bạn/ })).toHaveValue("Lan");
    await expect(page.getByRole("radio", { name: "Câu hỏi" })).toBeChecked();
    await write(page, "Một câu đã sửa.");
    await expect(page.getByText("Đã nhận")).toBeVisible();
    await page.goto("/ho-so");
    await expect(page.locator(".list > li")).toHaveCount(1);
  });

  test("an item that is turned away does not hold up the others", async ({ page }) => {
    let first;
    await page.route("**/api/v1/cases/*", (route) => {
      first ??= route.request().url();
      return route.request().url() === first
        ? route.fulfill({ status: 403, contentType: "text/html", body: "<h1>403</h1>" })
        : route.continue();
    });
    await page.goto("/phan-anh/26740");
    await write(page, "Bị tường lửa chặn.");
    await expect(page.getByText("hãy đăng nhập Wi-Fi trước")).toBeVisible();
    await page.goto("/phan-anh/26740");
    await write(page, "Không bị chặn.");
    await expect(page.getByText("Đã nhận")).toBeVisible();
  });

  test("a kind of problem only a newer server knows is still a refusal", async ({ page }) => {
    await page.route("**/api/v1/cases/*", (route) =>
      route.fulfill({
        status: 422,
        contentType: "application/problem+json",
        body: JSON.stringify({ type: "/problems/of-tomorrow", status: 422, title: "", detail: "Lý do mới." }),
      }),
    );
    await page.goto("/phan-anh/26740");
    await write(page, "Gửi từ ứng dụng cũ.");
    await expect(page.getByText("Lý do mới.")).toBeVisible();
  });
});

test("a server that was down gets the case when it is up again", async ({ browser }) => {
  const first = await startServer();
  const context = await browser.newContext({ baseURL: first.url, locale: "vi-VN" });
  const page = await context.newPage();
  await page.goto("/phan-anh/26740");
  await expect(words(page)).toBeVisible();
  await holdTimers(page);
  const { folder } = first;
  first.process.kill("SIGTERM");
  await new Promise((done) => first.process.once("exit", done));
  await write(page, "Máy chủ đang tắt.");
  await expect(page.getByText("Chưa kết nối được máy chủ")).toBeVisible();
  const second = await startServer({ port: Number(new URL(first.url).port), folder });
  await page.getByRole("button", { name: "Gửi ngay" }).click();
  await expect(page.getByText("Đã nhận")).toBeVisible();
  await context.close();
  await second.stop();
  await first.stop();
});

test("the empty form says what is missing and leads there", async ({ page }) => {
  await page.goto("/phan-anh/26740");
  await page.getByRole("button", { name: "Gửi", exact: true }).click();
  const summary = page.locator("#summary");
  await expect(summary).toBeFocused();
  await summary.getByRole("button", { name: "Hãy viết nội dung" }).click();
  await expect(words(page)).toBeFocused();
  await expect(words(page)).toHaveAttribute("aria-invalid", "true");
});

test("every fault is named at once and nothing typed is lost", async ({ page }) => {
  await page.goto("/phan-anh/26740");
  await page.getByRole("textbox", { name: /^Tên của bạn/ }).fill("x".repeat(101));
  await page.getByRole("textbox", { name: /^Số điện thoại/ }).fill("12");
  await write(page, "đ".repeat(5001));
  await expect(page.locator("#summary li")).toHaveCount(3);
  await expect(words(page)).toHaveValue("đ".repeat(5001));
});

test("a draft survives a reload and can be thrown away", async ({ page }) => {
  await page.goto("/phan-anh/26740");
  await words(page).fill("Đang viết dở");
  await page.reload();
  await expect(words(page)).toHaveValue("Đang viết dở");
  await page.getByRole("button", { name: "Xóa phản ánh đang viết" }).click();
  await expect(words(page)).toHaveValue("");
  await page.reload();
  await expect(words(page)).toHaveValue("");
});

test("what is written stays when the language changes", async ({ page }) => {
  await page.goto("/phan-anh/26740");
  await page.getByRole("radio", { name: "Lời khen" }).check();
  await page.getByRole("textbox", { name: /^Tên của bạn/ }).fill("Lan");
  await page.getByRole("textbox", { name: /^Số điện thoại/ }).fill("0912345678");
  await words(page).fill("Cảm ơn bộ phận một cửa.");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("textbox", { name: "What happened" })).toHaveValue("Cảm ơn bộ phận một cửa.");
  await expect(page.getByRole("textbox", { name: /^Your name/ })).toHaveValue("Lan");
  await expect(page.getByRole("textbox", { name: /^Telephone/ })).toHaveValue("0912345678");
  await expect(page.getByRole("radio", { name: "Praise" })).toBeChecked();
});

test("what is sent while the phone still reads its storage is neither hidden nor forgotten", async ({ page }) => {
  await page.addInitScript(() => {
    // The first reading takes until the test lets it go on.
    const { getAll } = IDBObjectStore.prototype;
    let held = true;
    IDBObjectStore.prototype.getAll = function () {
      const request = getAll.call(this);
      if (!held) return request;
      held = false;
      const slow = { result: [], error: null };
      window.letGo = () => slow.onsuccess({ target: slow });
      return new Proxy(request, {
        set: (target, key, value) => (key === "onsuccess" ? ((slow.onsuccess = value), true) : Reflect.set(target, key, value)),
        get: (target, key) => (key === "result" ? [] : Reflect.get(target, key)),
      });
    };
  });
  await page.goto("/phan-anh/26740");
  await write(page, "Gửi ngay khi vừa mở.");
  await expect(page.getByText("Đã nhận")).toBeVisible();
  await page.evaluate(() => window.letGo());
  await expect(page.getByText("Đã nhận")).toBeVisible();
  await expect(page.locator("blockquote")).toHaveText("Gửi ngay khi vừa mở.");
});

test("a second tab learns what the first has sent", async ({ page, context }) => {
  await page.goto("/ho-so");
  await expect(page.getByText("Máy này chưa gửi gì.")).toBeVisible();
  const other = await context.newPage();
  await other.goto("/phan-anh/26740");
  await write(other, "Gửi từ thẻ thứ hai.");
  await expect(other.getByText("Đã nhận")).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(page.locator(".list > li")).toHaveCount(1);
});

test("tapping send twice sends once", async ({ page }) => {
  await page.goto("/phan-anh/26740");
  await words(page).fill("Bấm hai lần.");
  await page.getByRole("button", { name: "Gửi", exact: true }).evaluate((button) => {
    button.click();
    button.click();
  });
  await expect(page.getByText("Đã nhận")).toBeVisible();
  await page.goto("/ho-so");
  await expect(page.locator(".list > li")).toHaveCount(1);
});

test("markup and direction marks are shown as they were typed and run nothing", async ({ page }) => {
  page.on("dialog", () => expect("a dialog").toBe("never opened"));
  const text = "<img src=x onerror=alert(1)>\u202e\u0645\u0631\u062d\u0628\u0627 <script>alert(1)</script>";
  await page.goto("/phan-anh/26740");
  await write(page, text);
  await expect(page.getByText("Đã nhận")).toBeVisible();
  await expect(page.locator("blockquote")).toHaveText(text);
  await expect(page.locator("main img, main script")).toHaveCount(0);
});

test("a pasted NUL is named and can be corrected", async ({ page }) => {
  await page.goto("/phan-anh/26740");
  await expect(words(page)).toBeVisible();
  await words(page).evaluate((box) => {
    box.value = "a\0b";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await page.getByRole("button", { name: "Gửi", exact: true }).click();
  await expect(page.locator("#summary")).toContainText("Có ký tự máy không hiển thị được");
});

test("a browser that refuses to store says so, and the words stay on the page", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("denied", "SecurityError");
    };
  });
  await page.goto("/phan-anh/26740");
  await write(page, "Không lưu được.");
  await expect(page.getByText("Máy không cho lưu nên chưa gửi được")).toBeVisible();
  await expect(words(page)).toHaveValue("Không lưu được.");
});

for (const [typed, answer] of [
  ["XT-7K4M", "Mã có 13 ký tự"],
  ["XT-7K4M-9Q2F-3DRA-6", "Có một ký tự gõ sai"],
  ["XT-7K4M-9Q2F-3DR@-5", "Mã không có ký tự “@”"],
]) {
  test(`the mistyped code ${typed} is found before the server is asked`, async ({ page }) => {
    await page.goto("/ho-so");
    await appIsThere(page);
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.getByRole("textbox", { name: "Mã hồ sơ" }).fill(typed);
    await page.getByRole("button", { name: "Xem hồ sơ" }).click();
    await expect(page.getByText(answer)).toBeVisible();
    expect(asked).toEqual([]);
  });
}

test.describe("a code nobody has", () => {
  test.use({ allowErrors: /404/ });

  test("is said to be unknown, with what may be the reason", async ({ page }) => {
    await page.goto("/ho-so/XT-0000-0000-0000-0");
    await expect(page.getByText("Máy chủ không có hồ sơ mang mã này.")).toBeVisible();
  });
});
