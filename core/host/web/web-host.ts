import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { AppError } from "#core/base/app-error.ts";
import { monotonicClock } from "#core/app/system.ts";
import type { Served } from "#core/app/served.ts";
import { acceptSockets } from "./accept-sockets.ts";
import { createAdmission } from "./admission.ts";
import { answerRequest } from "./answer-request.ts";
import { limitGuests } from "./limit-guests.ts";

/** This machine only: nothing of a workspace is ever offered to a network. */
const ADDRESS = "127.0.0.1";

export type WebHostOptions = {
  readonly served: Served;
  /** 0 takes any that is free. */
  readonly port: number;
  /** Folder of the built renderer. */
  readonly assets: string;
  readonly reportBug: (error: unknown) => void;
};

export type WebHost = {
  readonly port: number;
  /** A new address to open: it works once, within ten minutes. */
  readonly freshUrl: () => string;
  /** Where programs read what is approved; behind it comes KIND/NAME. */
  readonly resolveUrl: string;
  /** How many windows are open on it. */
  readonly countWindows: () => number;
  /** When an address was last handed out, or a program last read. */
  readonly lastAskedAt: () => number;
  /** Tells every window that its workspace was deleted, and hangs up. */
  readonly sayGone: () => void;
  readonly close: () => Promise<void>;
};

/** Serves the window and the contract to this machine's browsers. Throws port-taken. */
export async function createWebHost({ served, port, assets, reportBug }: WebHostOptions): Promise<WebHost> {
  const server = createServer();
  const letIn = limitGuests(server);
  await listen(server, port);
  // An accept that fails, as when files run out, is a fault of the moment; without a listener it would end the process.
  server.on("error", reportBug);
  const taken = (server.address() as AddressInfo).port;
  const admission = createAdmission(monotonicClock);
  const sockets = acceptSockets({ port: taken, admission, served, onAdmitted: letIn });
  let askedAt = monotonicClock.now();
  const onAsked = (): void => void (askedAt = monotonicClock.now());
  server.on("request", (request, response) => {
    void answerRequest({ port: taken, assets, admission, served, reportBug, onAsked }, request, response);
  });
  server.on("upgrade", (request, stream, head) => sockets.upgrade(request, stream, head));
  return {
    port: taken,
    freshUrl: () => {
      onAsked();
      return `http://${ADDRESS}:${taken}/#t=${admission.issueToken()}`;
    },
    resolveUrl: `http://${ADDRESS}:${taken}/resolve`,
    countWindows: sockets.count,
    lastAskedAt: () => askedAt,
    sayGone: sockets.sayGone,
    close: async () => {
      sockets.close();
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: ADDRESS }, resolve);
  }).catch((error: unknown) => {
    const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    if (!isTaken) throw error;
    throw new AppError("port-taken", `Another program listens on port ${port} of this machine.`, {
      hint: "Choose another with --port, or leave it out for any that is free.",
      cause: error,
    });
  });
}
