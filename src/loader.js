// Starts the app: fetches the program and the places side by side, shows how far they are, tries
// again when the network drops, and says in words what is wrong when it cannot go on. It has a
// file of its own because the page's security policy allows no inline script, and keeps to the
// syntax of 2018 (but for `import()`), so that older browsers get as far as being told.

const ATTEMPTS = 4;
const FIRST_DELAY_MS = 1000;
// Even at the edge of coverage something comes in this time, or nothing comes any more.
const STALLED_MS = 20000;

const byId = (id) => document.getElementById(id);
const boot = byId("boot");

// The shell stands in the page in Vietnamese, with English beside it.
const english = (() => {
  try {
    return localStorage.getItem("xa-toi.language") === "en";
  } catch (refused) {
    return false;
  }
})();
if (english) {
  document.documentElement.lang = "en";
  const language = document.querySelector(".top .language");
  if (language) language.lang = "vi";
  for (const element of document.querySelectorAll("[data-en]")) {
    element.textContent = element.dataset.en;
  }
}
// The commune saved as "my commune": room for it from the first paint on.
const mine = document.querySelector(".mine");
try {
  const saved = localStorage.getItem("xa-toi.commune");
  if (mine && /^[0-9]{5}$/.test(saved)) {
    mine.querySelector("a").setAttribute("href", `xa/${saved}`);
    mine.hidden = false;
  }
} catch (refused) {
  // Nothing can be saved here, so nothing was.
}
const say = (text) => {
  boot.textContent = boot.dataset[english ? `${text}En` : text];
};

// Until the app takes over, Enter in the search box must not leave the page.
const search = byId("search");
if (search) search.form.addEventListener("submit", (event) => event.preventDefault());

// Taking the box away in the middle of a composed letter (ế on its way from e) would lose it.
let composing = false;
if (search) {
  search.addEventListener("compositionstart", () => (composing = true));
  search.addEventListener("compositionend", () => (composing = false));
}
const composed = () =>
  composing
    ? new Promise((resolve) => search.addEventListener("compositionend", () => setTimeout(resolve), { once: true }))
    : Promise.resolve();

/** Why the app cannot start: "network", "portal" (somebody else's page came) or "browser". */
class StartError extends Error {
  constructor(reason, cause) {
    super(`${reason}: ${cause}`);
    this.reason = reason;
  }
}

const manifest = JSON.parse(byId("manifest").textContent);
const total = manifest.wasm_bytes + manifest.places.bytes;
let received = 0;
const progress = (bytes) => {
  received += bytes;
  if (total > 0) {
    const percent = String(Math.min(99, Math.floor((100 * received) / total)));
    boot.textContent = boot.dataset[english ? "percentEn" : "percent"].replace("{percent}", percent);
  }
};

async function fetchOnce(url, signal) {
  const response = await fetch(url, { signal }).catch((cause) => {
    throw new StartError("network", cause);
  });
  const type = response.headers.get("content-type") || "";
  if (type.startsWith("text/html")) throw new StartError("portal");
  if (!response.ok) throw new StartError("network");
  return response;
}

/** The response with its bytes counted as they come; `alive` is called with each piece. */
function counted(response, alive) {
  let bytes = 0;
  const counter = new TransformStream({
    transform(chunk, controller) {
      alive();
      bytes += chunk.byteLength;
      progress(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  const body = response.body.pipeThrough(counter);
  return { response: new Response(body, { headers: response.headers }), undo: () => progress(-bytes) };
}

/** Fetches and hands the response to `use`, again after a pause when it breaks off or stands still. */
async function fetchWith(url, use) {
  for (let attempt = 1, delay = FIRST_DELAY_MS; ; attempt += 1, delay *= 2) {
    let undo = () => {};
    const stalled = new AbortController();
    let timer;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => stalled.abort(), STALLED_MS);
    };
    alive();
    try {
      const arriving = counted(await fetchOnce(url, stalled.signal), alive);
      undo = arriving.undo;
      return await use(arriving.response);
    } catch (error) {
      undo();
      if (error instanceof WebAssembly.CompileError) throw new StartError("browser", error);
      if (attempt === ATTEMPTS) throw error instanceof StartError ? error : new StartError("network", error);
      say("again");
      await new Promise((resolve) => setTimeout(resolve, delay));
    } finally {
      clearTimeout(timer);
    }
  }
}

async function places() {
  return fetchWith(manifest.places.path, async (response) => new Uint8Array(await response.arrayBuffer()));
}

async function program() {
  const script = document.querySelector('link[rel="modulepreload"]').href;
  const wasm = document.querySelector('link[rel="preload"][type="application/wasm"]').href;
  const bindings = import(script).catch((cause) => {
    throw new StartError("network", cause);
  });
  const module = await fetchWith(wasm, (response) => WebAssembly.compileStreaming(response));
  const app = await bindings;
  await app.default({ module_or_path: module });
  return app;
}

async function start() {
  byId("boot-failed").hidden = true;
  boot.hidden = false;
  try {
    const arriving = places();
    // The app says itself when only the places fail to come; here nobody listens yet.
    arriving.catch(() => {});
    const app = await program();
    performance.mark("program-ready");
    await composed();
    app.mount(arriving);
    boot.hidden = true;
  } catch (error) {
    console.error(error);
    fail(error instanceof StartError ? error.reason : "browser");
  }
}

function fail(reason) {
  boot.hidden = true;
  const box = byId("boot-failed");
  for (const text of box.querySelectorAll("[data-reason]")) {
    text.hidden = text.dataset.reason !== reason;
  }
  box.hidden = false;
}

// A script that failed to come is not asked for again by the same `import`: begin from the start.
byId("boot-retry").addEventListener("click", () => location.reload());
byId("crashed-reload").addEventListener("click", () => location.reload());

if (typeof WebAssembly === "object" && "compileStreaming" in WebAssembly && "TransformStream" in window) {
  start();
} else {
  fail("browser");
}
