// The path of a portal that puts the app below an address of its own.
import { startProxy } from "../proxy.mjs";
import { startServer } from "../serve.mjs";
import { expect, test } from "./test.mjs";

const prefix = "/dich-vu/xa-toi";

/** A portal's reverse proxy; `strip` takes the prefix away, as many are set up to do. */
const startPortal = (target, strip) =>
  startProxy(target, (incoming, outgoing, pass) => {
    if (!incoming.url.startsWith(`${prefix}/`)) return outgoing.writeHead(418).end();
    pass(strip ? incoming.url.slice(prefix.length) : incoming.url);
  });

for (const strip of [false, true]) {
  test(`the whole app works below ${prefix} when the proxy ${strip ? "strips" : "keeps"} the prefix`, async ({ page }) => {
    const server = await startServer({ args: ["--base-path", `${prefix}/`] });
    const portal = await startPortal(server.url, strip);
    const outside = [];
    page.on("response", (response) => response.status() === 418 && outside.push(response.url()));

    await page.goto(`${portal.url}${prefix}/`);
    await page.getByRole("combobox").fill("Phường Bến Nghé, Quận 1");
    await page.getByRole("link", { name: "Xem trụ sở" }).click();
    await expect(page).toHaveURL(`${portal.url}${prefix}/xa/26740`);
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Phường Sài Gòn");
    await page.getByRole("link", { name: "Gửi phản ánh tới đây" }).click();
    await page.getByRole("textbox", { name: "Nội dung" }).fill("Gửi qua cổng của tỉnh.");
    await page.getByRole("button", { name: "Gửi", exact: true }).click();
    await expect(page.getByText("Đã nhận")).toBeVisible();
    await page.getByRole("link", { name: "Xã Tôi", exact: true }).click();
    await expect(page).toHaveURL(`${portal.url}${prefix}/`);
    expect(outside).toEqual([]);

    portal.stop();
    await server.stop();
  });
}

test("a portal that may embed the app is named in frame-ancestors, others are not", async ({ page }) => {
  const server = await startServer({ args: ["--frame-ancestors", "'self' https://dichvucong.example.vn"] });
  const answer = await page.request.get(server.url);
  expect(answer.headers()["content-security-policy"]).toContain(
    "frame-ancestors 'self' https://dichvucong.example.vn",
  );
  await server.stop();
});
