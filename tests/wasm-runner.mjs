#!/usr/bin/env node
// Cargo's runner for tests compiled to WebAssembly, by CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER. It lets wasm-bindgen's own
// runner serve the test page, opens that in headless Chromium through Playwright, and reports what the page says. That needs
// no chromedriver, which has to match the browser's version and is not packaged everywhere.
//
// XA_TOI_WASM_TEST_TIMEOUT: seconds until tests that do not end count as failed (default 120), for each test program.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chromium } from "@playwright/test";
import { launchOptions } from "./chromium.mjs";

const limit = Number(process.env.XA_TOI_WASM_TEST_TIMEOUT || 120) * 1000;

// `cargo test --quiet` passes a flag that wasm-bindgen's runner does not know.
const args = process.argv.slice(2).filter((arg) => arg !== "--quiet" && arg !== "-q");
const server = spawn("wasm-bindgen-test-runner", args, {
  env: { ...process.env, NO_HEADLESS: "1", WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:0" },
  stdio: ["ignore", "pipe", "inherit"],
});
let browser;
let ending = false;
// What the page writes to its console. Each failing test repeats its own lines, so this is for tests that never get there.
const lines = [];

async function end(status) {
  if (ending) return;
  ending = true;
  server.kill("SIGTERM");
  // The child removes nothing on a signal, and a browser that hangs must not hold up the answer.
  await Promise.race([browser?.close(), new Promise((done) => setTimeout(done, 5000))]).catch(() => {});
  process.exit(status);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => end(130));
setTimeout(() => {
  console.error(`\nwasm-runner: the tests did not end within ${limit / 1000} s; the page said last:\n    ${lines.slice(-10).join("\n    ")}`);
  end(1);
}, limit).unref();

server.on("error", (error) => {
  console.error(`wasm-runner: wasm-bindgen-test-runner: ${error.message}; run scripts/setup.sh test`);
  end(127);
});

// Tests for Node, or none at all: then the child has done everything itself, and its status counts.
const address = await new Promise((found) => {
  let text = "";
  server.stdout.setEncoding("utf8").on("data", (chunk) => {
    text += chunk;
    const match = /available at (http:\/\/\S+)/.exec(text);
    if (match) found(match[1]);
  });
  once(server, "close").then(([code]) => {
    if (ending) return;
    process.stdout.write(text);
    end(code ?? 1);
  });
});
server.on("exit", () => {
  if (!ending) console.error("wasm-runner: the server of the test page ended by itself");
  end(1);
});

try {
  browser = await chromium.launch(launchOptions);
  const page = await browser.newPage();
  let streamed = "";
  page.on("console", (message) => lines.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => lines.push(`uncaught: ${error.stack ?? error.message}`));
  page.on("crash", () => {
    console.error("wasm-runner: the page crashed");
    end(1);
  });
  await page.goto(address);

  // A page that never says "test result" is ended by the timer above.
  for (;;) {
    const text = (await page.locator("#output").textContent()) ?? "";
    // The page overwrites its "Loading…" lines, so that only what follows them grows.
    const shown = text.replace(/^(Loading [^\n]*\n?)+/, "");
    process.stdout.write(shown.startsWith(streamed) ? shown.slice(streamed.length) : shown);
    streamed = shown;
    const result = /^test result: (\w+)/m.exec(shown);
    if (result) {
      if (!shown.endsWith("\n")) process.stdout.write("\n");
      await end(result[1] === "ok" ? 0 : 1);
    }
    // The page's own script failed before it could start the tests: no result will come.
    const broken = lines.find((line) => line.startsWith("uncaught:"));
    if (broken && !/^test |^running /m.test(shown)) {
      console.error(`wasm-runner: the test page failed to start\n    ${lines.join("\n    ")}`);
      await end(1);
    }
    await new Promise((done) => setTimeout(done, 50));
  }
} catch (error) {
  if (!ending) console.error(`wasm-runner: ${error.message}`);
  await end(1);
}
