// The path of an officer with a list of old addresses.
import { readFile } from "node:fs/promises";
import { expect, test } from "./test.mjs";

const paste = (page) => page.getByRole("textbox", { name: "Dán danh sách, mỗi địa chỉ một dòng" });
const file = (page, name, content) =>
  page.locator("#file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });

/** The file that the page offers, as text. */
async function download(page) {
  const arriving = page.waitForEvent("download");
  await page.getByRole("link", { name: "Tải kết quả" }).click();
  const download = await arriving;
  expect(download.suggestedFilename()).toBe("dia-chi-moi.csv");
  return readFile(await download.path(), "utf8");
}

test("a pasted list is rewritten and can be downloaded", async ({ page }) => {
  await page.goto("/tim");
  await page.getByRole("link", { name: "Đổi nhiều địa chỉ" }).click();
  await expect(page).toHaveURL(/\/doi-dia-chi$/);
  await paste(page).fill("12 Lê Lợi, Phường Bến Nghé, Quận 1\nPhường Đa Kao, Quận 1\nzzzz qqqq");
  await page.getByRole("button", { name: "Đọc danh sách đã dán" }).click();
  await expect(page.getByText("Đọc được 3 dòng.")).toBeVisible();
  await page.getByRole("button", { name: "Đổi địa chỉ" }).click();
  await expect(page.getByText("Xong 3 dòng.")).toBeVisible();
  await expect(page.locator("dl.facts")).toHaveText(/Có một nơi\s*1\s*Có vài nơi, cần chọn\s*1\s*Chưa nhận ra\s*1/);
  const text = await download(page);
  const [first, second, third] = text.split("\r\n");
  expect(first).toContain("12 Lê Lợi, Phường Sài Gòn, Thành phố Hồ Chí Minh");
  expect(second).toContain("vài nơi");
  expect(third).toContain("chưa nhận ra");
});

test("the column with the addresses is chosen for the person, who can choose another", async ({ page }) => {
  await page.goto("/doi-dia-chi");
  await file(page, "a.csv", "tên,nơi ở\nLan,\"Bến Nghé, Quận 1\"\nHoa,\"Đa Kao, Quận 1\"\n");
  await expect(page.getByRole("checkbox", { name: "nơi ở" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Dòng đầu là tên cột" })).toBeChecked();
  await page.getByRole("checkbox", { name: "nơi ở" }).uncheck();
  await expect(page.getByRole("button", { name: "Đổi địa chỉ" })).toBeDisabled();
  await page.getByRole("checkbox", { name: "tên:" }).check();
  await page.getByRole("button", { name: "Đổi địa chỉ" }).click();
  await expect(page.locator("dl.facts")).toHaveText(/Có một nơi/);
});

test("a file can be dropped on the page", async ({ page }) => {
  await page.goto("/doi-dia-chi");
  await paste(page).waitFor();
  const transfer = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["Bến Nghé, Quận 1\nĐa Kao, Quận 1\n"], "a.txt", { type: "text/plain" }));
    return transfer;
  });
  await page.dispatchEvent("main form", "drop", { dataTransfer: transfer });
  await expect(page.getByText("Đọc được 2 dòng.")).toBeVisible();
});

test("a hundred thousand rows show how far they are, and none is dropped", async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto("/doi-dia-chi");
  const rows = Array.from({ length: 100_000 }, (_, row) => `${row};"Số ${row} Lê Lợi, P. Bến Nghé, Q1, TP.HCM"`);
  await file(page, "a.csv", `id;địa chỉ\n${rows.join("\n")}\n`);
  await expect(page.getByText("Đọc được 100.001 dòng.")).toBeVisible();
  await page.getByRole("button", { name: "Đổi địa chỉ" }).click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await expect(page.getByText("Xong 100.001 dòng.")).toBeVisible({ timeout: 150_000 });
  const text = await download(page);
  expect(text.split("\r\n").filter((line) => line !== "")).toHaveLength(100_001);
  expect(text).toContain("Số 99999 Lê Lợi, Phường Sài Gòn, Thành phố Hồ Chí Minh");
});

test("a conversion can be stopped, and the page goes on", async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto("/doi-dia-chi");
  await file(page, "a.csv", `địa chỉ;x\n${"phuowngf beesn nghes quaanj 1 hoof chis minh;1\n".repeat(90_000)}`);
  await page.getByRole("button", { name: "Đổi địa chỉ" }).click();
  await page.getByRole("button", { name: "Dừng lại" }).click();
  await expect(page.getByText("Đã dừng. Chưa có gì được đổi.")).toBeVisible();
  await paste(page).fill("Bến Nghé, Quận 1");
  await page.getByRole("button", { name: "Đọc danh sách đã dán" }).click();
  await expect(page.getByText("Đọc được 1 dòng.")).toBeVisible();
});

test("no row leaves the device", async ({ page }) => {
  await page.goto("/doi-dia-chi");
  await paste(page).fill("Bến Nghé, Quận 1");
  const sent = [];
  page.on("request", (request) => sent.push(request.method(), request.postData()));
  await page.getByRole("button", { name: "Đọc danh sách đã dán" }).click();
  await page.getByRole("button", { name: "Đổi địa chỉ" }).click();
  await expect(page.getByText("Xong 1 dòng.")).toBeVisible();
  expect(sent.filter((what) => what !== "GET" && what !== null)).toEqual([]);
});

for (const [what, name, content, said] of [
  ["an empty file", "a.csv", "", "Danh sách trống."],
  ["a spreadsheet's own file", "a.xlsx", "PK\x03\x04....", "Đây là tệp Excel."],
  ["too many rows", "a.csv", "x\n".repeat(100_002), "Tệp có hơn 100.000 dòng."],
]) {
  test(`${what} is refused with what to do`, async ({ page }) => {
    await page.goto("/doi-dia-chi");
    await file(page, name, content);
    await expect(page.getByRole("alert")).toContainText(said);
    await expect(paste(page)).toBeVisible();
  });
}

test("bytes that are no text are refused with what to do", async ({ page }) => {
  await page.goto("/doi-dia-chi");
  await page.locator("#file").setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from([0x42, 0xea, 0xec]) });
  await expect(page.getByRole("alert")).toContainText("lưu thành CSV UTF-8");
});

test.describe("without a connection", () => {
  test.use({ allowErrors: /ERR_FAILED|Failed to load|worker/i });

  test("a converter that does not come says so and keeps the list", async ({ page }) => {
    await page.goto("/doi-dia-chi");
    await paste(page).fill("Bến Nghé, Quận 1");
    await page.route("**/worker*", (route) => route.abort());
    await page.getByRole("button", { name: "Đọc danh sách đã dán" }).click();
    await expect(page.getByRole("alert")).toContainText("Chưa tải được phần đổi địa chỉ.");
    await expect(paste(page)).toHaveValue("Bến Nghé, Quận 1");
  });
});
