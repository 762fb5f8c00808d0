// What every end-to-end test gets: the browser, and a watch over what no page may ever do.
import { test as base, expect } from "@playwright/test";

/** Something only the app shows, never the shell before it. */
export const appIsThere = (page) => page.locator(".top .language:enabled").waitFor();

export const test = base.extend({
  // Fails the test when the page asks another origin for anything, breaks its own security policy, or logs an error it
  // was not expected to log (`allowErrors`, a pattern).
  allowErrors: [undefined, { option: true }],
  watched: [
    async ({ page, baseURL, allowErrors }, use) => {
      const offences = [];
      page.on("console", (message) => {
        if (message.type() === "error" && !allowErrors?.test(message.text())) offences.push(message.text());
      });
      page.on("pageerror", (error) => offences.push(String(error)));
      page.on("request", (request) => {
        const { protocol, hostname } = new URL(request.url());
        if (protocol.startsWith("http") && hostname !== new URL(baseURL).hostname) {
          offences.push(`asks ${request.url()}`);
        }
      });
      await use();
      expect(offences).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
