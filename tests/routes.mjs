// The pages of the app, from the router's own list.
import { execFileSync } from "node:child_process";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pack = resolve(root, process.env.CARGO_TARGET_DIR || "target", "release/pack");

/** One example path of every page, relative to the app's base. */
export const routes = execFileSync(pack, ["routes"], { encoding: "utf8" }).trim().split("\n");
