// The path of somebody who stands in front of her house and does not know which commune that is now.
import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "../serve.mjs";
import { expect, test } from "./test.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const pack = resolve(root, process.env.CARGO_TARGET_DIR || "target", "release/pack");

/** In front of the city theatre, once Phường Bến Nghé. */
const HERE = { latitude: 10.7766, longitude: 106.7031, accuracy: 20 };
const start = (page) => page.getByRole("button", { name: "Dùng vị trí của tôi" });
const spots = (page) => page.locator("#stage .list > li");

test.describe("with leave to see the position", () => {
  test.use({ permissions: ["geolocation"], geolocation: HERE });

  test("the likely communes are offered by the old names people know", async ({ page }) => {
    await page.goto("/tim");
    await page.getByRole("link", { name: "Dùng vị trí của tôi" }).click();
    await start(page).click();
    await expect(page.getByRole("heading", { name: "Bạn đang ở nơi nào?" })).toBeVisible();
    expect(await spots(page).count()).toBeLessThanOrEqual(5);
    const likeliest = spots(page).filter({ hasText: "Phường Bến Nghé" }).first();
    await expect(likeliest).toContainText("nay thuộc Phường Sài Gòn, Thành phố Hồ Chí Minh");
    await expect(page.getByText("Sai số của vị trí: khoảng 20 m.")).toBeVisible();
    await likeliest.getByRole("link").click();
    await expect(page).toHaveURL(/\/xa\/26740$/);
  });

  test("the position is sent nowhere", async ({ page }) => {
    await page.goto("/tim/vi-tri");
    await start(page).waitFor();
    const asked = [];
    page.on("request", (request) => asked.push(`${request.method()} ${request.url()} ${request.postData()}`));
    await start(page).click();
    await expect(spots(page).first()).toBeVisible();
    expect(asked.filter((request) => /10\.7|106\.7|POST|PUT/.test(request))).toEqual([]);
  });

  test("a position abroad is told as such", async ({ page, context }) => {
    await context.setGeolocation({ latitude: 48.85, longitude: 2.35, accuracy: 20 });
    await page.goto("/tim/vi-tri");
    await start(page).click();
    await expect(page.getByRole("alert")).toContainText("không ở gần xã, phường nào của Việt Nam");
    await expect(page.getByRole("link", { name: "Gõ địa chỉ" })).toHaveAttribute("href", "tim");
  });

  test("a position that is known too roughly is not guessed from", async ({ page, context }) => {
    await context.setGeolocation({ ...HERE, accuracy: 50_000 });
    await page.goto("/tim/vi-tri");
    await start(page).click();
    await expect(page.getByRole("alert")).toContainText("sai số hơn 5 km");
    await context.setGeolocation({ ...HERE, accuracy: 4_000 });
    await page.getByRole("button", { name: "Đo lại" }).click();
    await expect(spots(page).first()).toBeVisible();
    expect(await spots(page).count()).toBeLessThanOrEqual(5);
  });

  test("nothing is asked of the phone before the button is pressed", async ({ page }) => {
    await page.addInitScript(() => {
      window.asked = 0;
      const ask = Geolocation.prototype.getCurrentPosition;
      Geolocation.prototype.getCurrentPosition = function (...values) {
        window.asked += 1;
        return ask.apply(this, values);
      };
    });
    await page.goto("/tim/vi-tri");
    await start(page).waitFor();
    expect(await page.evaluate(() => window.asked)).toBe(0);
    await start(page).click();
    await expect(spots(page).first()).toBeVisible();
    expect(await page.evaluate(() => window.asked)).toBe(1);
  });

  test.describe("but without a connection", () => {
    test.use({ allowErrors: /ERR_FAILED|Failed to load/ });

    test("the missing map of communes is named, and can be asked for again", async ({ page }) => {
      await page.goto("/tim/vi-tri");
      await start(page).waitFor();
      await page.route("**/packs/points-*", (route) => route.abort());
      await start(page).click();
      await expect(page.getByRole("alert")).toContainText("Chưa tải được bản đồ xã, phường.");
      await page.unroute("**/packs/points-*");
      await page.getByRole("button", { name: "Đo lại" }).click();
      await expect(spots(page).first()).toBeVisible();
    });
  });
});

for (const [what, code, said] of [
  ["leave refused", 1, "Trình duyệt chưa được phép xem vị trí."],
  ["a phone that does not know", 2, "Điện thoại chưa biết mình ở đâu."],
  ["a phone that takes too long", 3, "Lâu quá chưa có vị trí."],
]) {
  test(`${what} is told with what to do`, async ({ page }) => {
    await page.addInitScript((code) => {
      Geolocation.prototype.getCurrentPosition = (_, refuse) => refuse({ code });
    }, code);
    await page.goto("/tim/vi-tri");
    await start(page).click();
    await expect(page.getByRole("alert")).toContainText(said);
    await expect(page.getByRole("button", { name: "Đo lại" })).toBeVisible();
  });
}

test("measuring can be cancelled, and what comes too late is passed over", async ({ page }) => {
  await page.addInitScript(() => {
    Geolocation.prototype.getCurrentPosition = (answer) => {
      window.answer = () => answer({ coords: { latitude: 10.7766, longitude: 106.7031, accuracy: 20 } });
    };
  });
  await page.goto("/tim/vi-tri");
  await start(page).click();
  await page.getByRole("button", { name: "Thôi" }).click();
  await expect(start(page)).toBeVisible();
  await page.evaluate(() => window.answer());
  await expect(spots(page)).toHaveCount(0);
});

// The squares are drawn by hand around the points of two wards of Hà Nội; no real border is in them.
test("where the operator has borders they decide, and it is told whose they are", async ({ page, context }) => {
  const folder = await mkdtemp(join(tmpdir(), "xa-toi-"));
  const [data, app] = [join(folder, "data"), join(folder, "dist")];
  await cp(join(root, "data"), data, { recursive: true });
  await cp(join(root, "dist"), app, { recursive: true });
  const polygon = (code, arcs) => ({ type: "Polygon", arcs: [arcs], properties: { ma: code } });
  const drawn = {
    type: "Topology",
    arcs: [
      [[105.827, 21.03], [105.827, 21.05]],
      [[105.827, 21.05], [105.8, 21.05], [105.8, 21.03], [105.827, 21.03]],
      [[105.827, 21.05], [105.85, 21.05], [105.85, 21.03], [105.827, 21.03]],
    ],
    objects: { xa: { type: "GeometryCollection", geometries: [polygon("00008", [0, 1]), polygon("00004", [2, 0])] } },
  };
  await mkdir(join(data, "boundaries"), { recursive: true });
  await writeFile(join(data, "boundaries/drawn.topojson"), JSON.stringify(drawn));
  await writeFile(
    join(data, "boundaries/drawn.toml"),
    '[source]\ntitle = "Vẽ tay"\nlicence = "CC0"\nas_of = "2026-11-20"\n',
  );
  execFileSync(pack, ["build", "--data", data, "--dist", app]);
  // Compressed copies of what it has written anew.
  for (const name of ["index.html", "shell.html"]) for (const end of ["br", "gz"]) await rm(join(app, `${name}.${end}`));

  const server = await startServer({ app });
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ latitude: 21.04, longitude: 105.81, accuracy: 10 });
  await page.goto(`${server.url}/tim/vi-tri`);
  await start(page).click();
  await expect(spots(page)).toHaveCount(1);
  await expect(spots(page)).toContainText("nay thuộc Phường Ngọc Hà, Thành phố Hà Nội");
  await expect(page.getByText("Ranh giới: Vẽ tay (CC0), theo 20/11/2026.")).toBeVisible();
  await server.stop();
  await rm(folder, { recursive: true });
});
