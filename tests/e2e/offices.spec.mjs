// What an operator says of a commune's offices reaches the phone without a build, and goes before what was published.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "../serve.mjs";
import { expect, test } from "./test.mjs";

const FILE = `
source = "Thông báo thử của đơn vị vận hành"
checked_on = 2026-11-01

[[office]]
commune = "26740"
body = "peoples_committee"
address = "Số 1 đường Thử Nghiệm"
hours = { mon-fri = ["07:30-11:30", "13:00-17:00"], note = "Sáng thứ Bảy chỉ trả kết quả" }
appointment = "Lấy số tại chỗ"
telephones = ["028 0000 0000"]
email = "thu@example.vn"
`;

let folder;
let server;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "xa-toi-offices-"));
  await writeFile(join(folder, "thu.toml"), FILE);
  server = await startServer({ args: ["--offices", folder] });
});
test.afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const operators = (page) => page.locator(".seats > li").filter({ hasText: "Số 1 đường Thử Nghiệm" });

test("an operator's address, hours, telephone and e-mail are shown with their source and date", async ({ page }) => {
  await page.goto(`${server.url}/xa/26740`);
  const card = operators(page);
  await expect(card.getByRole("heading", { name: "Ủy ban nhân dân" })).toBeVisible();
  await expect(card).toContainText(/thứ Hai–thứ Sáu\s*07:30–11:30/);
  await expect(card).toContainText("Sáng thứ Bảy chỉ trả kết quả");
  await expect(card).toContainText("Lấy số tại chỗ");
  await expect(card.getByRole("link", { name: "028 0000 0000" })).toHaveAttribute("href", "tel:02800000000");
  await expect(card.getByRole("link", { name: "thu@example.vn" })).toHaveAttribute("href", "mailto:thu@example.vn");
  await expect(card).toContainText("Kiểm tra 1/11/2026. Nguồn: Thông báo thử của đơn vị vận hành");
});

test("what was published before of that office is folded away and said to be so", async ({ page }) => {
  await page.goto(`${server.url}/xa/26740`);
  await expect(operators(page)).toBeVisible();
  const before = page.getByText("45 - 47 Lê Duẩn").first();
  await expect(before).toBeHidden();
  await page.getByText("Địa chỉ công bố trước đây").click();
  await expect(before).toBeVisible();
});

test.describe("when the server cannot be asked any more", () => {
  test.use({ allowErrors: /ERR_FAILED|Failed to load/ });

  test("what the operator said is still on the phone", async ({ page }) => {
    await page.goto(`${server.url}/xa/26740`);
    await expect(operators(page)).toBeVisible();
    await page.route("**/api/v1/offices*", (route) => route.abort());
    await page.reload();
    await expect(operators(page)).toBeVisible();
  });
});

test("an office of which nothing is known is named as such", async ({ page }) => {
  await page.goto(`${server.url}/xa/26740`);
  await expect(page.getByText("Trung tâm Phục vụ hành chính công: chưa có thông tin.")).toBeVisible();
  await expect(page.getByText("Công an: chưa có thông tin.")).toBeVisible();
  await expect(page.getByText("Ủy ban nhân dân: chưa có thông tin.")).toHaveCount(0);
});
