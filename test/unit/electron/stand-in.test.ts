import { describe, expect, it } from "vitest";
import { createMessagePortMain, type Carried } from "#test/support/electron-stand-in/message-port-main.ts";
import { protocol } from "#test/support/electron-stand-in/schemes.ts";
import { session } from "#test/support/electron-stand-in/session.ts";
import { emitter, strict } from "#test/support/electron-stand-in/strict.ts";
import { checkWebPreferences } from "#test/support/electron-stand-in/web-preferences.ts";

// What the desktop's tests rest on: a stand-in that is laxer than Electron would let its mistakes pass.

const SAFE = {
  preload: import.meta.filename,
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  spellcheck: false,
};

function openPort() {
  const delivered: Carried[] = [];
  const heard: unknown[] = [];
  const end = createMessagePortMain({ deliver: (data) => delivered.push(data), closed: () => undefined });
  end.port.on("message", ({ data }: { data: unknown }) => heard.push(data));
  return { ...end, delivered, heard };
}

describe("the stand-in for electron", () => {
  it("throws on what it does not model, and on listening to what never comes", () => {
    const thing = strict("thing", { known: 1 });
    expect(() => (thing as unknown as { unknown: number }).unknown).toThrow("does not model thing.unknown");
    expect(() => emitter("thing", ["a"]).api.on("b", () => undefined)).toThrow('never emits thing "b"');
  });

  it.each([
    ["contextIsolation", false],
    ["sandbox", undefined],
    ["nodeIntegration", true],
    ["webSecurity", false],
    ["webviewTag", true],
    ["allowRunningInsecureContent", true],
  ])("refuses a window with %s %s", (name, value) => {
    expect(checkWebPreferences(SAFE)).toBe(SAFE.preload);
    expect(() => checkWebPreferences({ ...SAFE, [name]: value })).toThrow(name);
  });

  it("refuses before ready what Electron has only after it", () => {
    expect(() => session.defaultSession).toThrow("before the app is ready");
    expect(() => protocol.handle("app", () => new Response())).toThrow("before the app is ready");
  });

  it("refuses a scheme that would be no secure origin", () => {
    const lax = {
      scheme: "app",
      privileges: { standard: true, secure: true, bypassCSP: true, supportFetchAPI: true },
    };
    expect(() => protocol.registerSchemesAsPrivileged([lax])).toThrow("would not be a secure origin");
  });

  describe("has the main process's message port, which", () => {
    it("has none of a page's ways to listen, or oRPC would take another path than in Electron", () => {
      const { port } = openPort();
      expect(["addEventListener", "onmessage", "onMessage", "ref"].filter((name) => name in port)).toEqual(
        [],
      );
    });

    it("carries text and a copy of bytes, and nothing else", () => {
      const { port, delivered } = openPort();
      const bytes = new Uint8Array([1, 2]);
      port.postMessage("text");
      port.postMessage(bytes);
      bytes[0] = 9;
      expect(delivered).toEqual(["text", new Uint8Array([1, 2])]);
      expect(() => port.postMessage({ a: 1 })).toThrow("does not carry");
    });

    it("holds messages until it is started", async () => {
      const { port, receive, heard } = openPort();
      receive("early");
      expect(heard).toEqual([]);
      port.start();
      await Promise.resolve();
      receive("late");
      expect(heard).toEqual(["early", "late"]);
    });

    it("carries text, refuses what cannot be cloned, and is silent once closed", () => {
      const { port, delivered, isClosed } = openPort();
      port.postMessage("text");
      expect(() => port.postMessage(() => undefined)).toThrow("could not be cloned");
      port.close();
      port.postMessage("more");
      expect([delivered, isClosed()]).toEqual([["text"], true]);
    });
  });
});
