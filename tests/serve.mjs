#!/usr/bin/env node
// Starts the built server on the built app, with an empty database in a folder of its own that goes away with it.
//
//   node tests/serve.mjs [port]
//
// For specs that need a server to themselves (to stop it, or to restart it on the same database): `startServer()`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const program = resolve(root, process.env.CARGO_TARGET_DIR || "target", "release/xa-toi-server");

/** A port nobody listens on at the moment. */
export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

/**
 * @param {object} [options]
 * @param {number} [options.port] default: a free one
 * @param {string} [options.folder] where its database and files lie; one that is given is kept, a new one is removed by `stop()`
 * @param {string} [options.app] the built app; default: dist
 * @param {string[]} [options.args] more arguments for `xa-toi-server serve`
 * @param {Record<string, string>} [options.env] more environment variables
 * @returns {Promise<{url: string, folder: string, process: import("node:child_process").ChildProcess, stop: () => Promise<void>}>}
 *   once it answers. Rejects when the server ends first, or does not answer within 30 s.
 */
export async function startServer({ port, folder, app = join(root, "dist"), args = [], env = {} } = {}) {
  const own = folder === undefined;
  folder ??= await mkdtemp(join(tmpdir(), "xa-toi-"));
  port ??= await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(
    program,
    ["serve", "--listen", `127.0.0.1:${port}`, "--database-url", "sqlite://xa-toi.db", "--app", app, ...args],
    { cwd: folder, env: { XA_TOI_LOG_LEVEL: "warn", ...process.env, ...env }, stdio: ["ignore", "inherit", "inherit"] },
  );
  let ended;
  const end = new Promise((done) => {
    server.once("error", (error) => done((ended = error.message)));
    server.once("exit", (code, signal) => done((ended = `it ended with ${signal ?? code}`)));
  });
  async function stop() {
    // It gets the time to finish what it answers; a server that does not end must not hold up the tests.
    server.kill("SIGTERM");
    const timer = setTimeout(() => server.kill("SIGKILL"), 10_000);
    await end;
    clearTimeout(timer);
    if (own) await rm(folder, { recursive: true, force: true });
  }
  const deadline = Date.now() + 30_000;
  while (ended === undefined && Date.now() < deadline) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer) return { url, folder, process: server, stop };
    await new Promise((done) => setTimeout(done, 50));
  }
  await stop();
  throw new Error(`${program} did not start: ${ended ?? "no answer within 30 s"}`);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const server = await startServer({ port: process.argv[2] ? Number(process.argv[2]) : undefined });
  console.log(server.url);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.stop().then(() => process.exit(0)));
  server.process.once("exit", () => server.stop().then(() => process.exit(1)));
}
