#!/usr/bin/env node
// Which browser the tests drive, and how: shared by the end-to-end tests, the WebAssembly tests and the measurements.
// Run by itself it prints the browser's path, and fails when there is none.
import { accessSync, constants, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const chosen = process.env.CHROMIUM || (runnable("/usr/bin/chromium") ? "/usr/bin/chromium" : undefined);

/** Options for `chromium.launch()`. Without an `executablePath` Playwright takes the browser it downloaded itself. */
export const launchOptions = {
  ...(chosen && { executablePath: chosen }),
  args: [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Chromium's sandbox refuses to start for root, which is who one is in most containers.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ],
};

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const path = chosen ?? chromium.executablePath();
  if (!runnable(path)) {
    console.error("no Chromium: run scripts/setup.sh test, or set CHROMIUM");
    process.exit(1);
  }
  console.log(path);
}
