// End-to-end tests: the release build of the app, served by the real server, in a real browser the size of a phone.
import { defineConfig } from "@playwright/test";
import { launchOptions } from "./chromium.mjs";
import { freePort } from "./serve.mjs";

// Every worker reads this file again, and must come to the same port.
process.env.XA_TOI_E2E_PORT ??= String(await freePort());
const baseURL = `http://127.0.0.1:${process.env.XA_TOI_E2E_PORT}`;

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.mjs",
  outputDir: "../test-results",
  fullyParallel: true,
  // Only a hang may end a test, never a busy machine.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: 2,
  // A test that passes at the second try has found something.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: "list",
  use: {
    baseURL,
    launchOptions,
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    trace: "retain-on-failure",
  },
  projects: [
    {
      name: "mobile",
      use: {
        browserName: "chromium",
        viewport: { width: 360, height: 740 },
        deviceScaleFactor: 2,
        isMobile: true,
        hasTouch: true,
      },
    },
  ],
  webServer: {
    command: `node serve.mjs ${process.env.XA_TOI_E2E_PORT}`,
    url: baseURL,
    reuseExistingServer: false,
    stdout: "ignore",
    stderr: "pipe",
    timeout: 60_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
  },
});
