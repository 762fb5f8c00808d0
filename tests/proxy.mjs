// A proxy on loopback between the browser and the server, which a test makes behave as networks do.
import { once } from "node:events";
import { createServer, request } from "node:http";

/**
 * @param {string} target the server's address
 * @param {(incoming, outgoing, pass: (path?: string) => void) => void} handle answers a request itself, or calls `pass`
 *   to hand it on, to the same path or another
 * @returns {Promise<{url: string, stop: () => void}>}
 */
export async function startProxy(target, handle) {
  const proxy = createServer((incoming, outgoing) => {
    const pass = (path = incoming.url) => {
      const onward = request(new URL(target), { path, method: incoming.method, headers: incoming.headers }, (answer) => {
        outgoing.writeHead(answer.statusCode, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(onward);
    };
    handle(incoming, outgoing, pass);
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const stop = () => {
    proxy.close();
    proxy.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${proxy.address().port}`, stop };
}
