import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createRouterClient, ORPCError } from "@orpc/server";
import { AppError } from "#core/base/app-error.ts";
import type { Served } from "#core/app/served.ts";
import { NOTHING_RECEIVED, type TraceReceiver } from "#core/app/trace-receiver.ts";
import { refusalSchema } from "#core/contract/procedure.ts";
import type { ImportedTraces, TraceSource } from "#core/contract/received-traces.ts";
import { limitGuests } from "#core/host/web/limit-guests.ts";
import { answerExport } from "./answer-export.ts";
import { addAnswer } from "./so-far.ts";

/** This machine only: nobody else may fill a workspace. */
const ADDRESS = "127.0.0.1";

export type ReceiverParts = {
  /** What answers the contract; null while the workspace is being opened. */
  readonly served: () => Served | null;
  readonly reportBug: (error: unknown) => void;
};

type Listening = { readonly server: Server; readonly port: number };

/** Takes traces from programs of this machine by OTLP over HTTP, while it is switched on. Off to begin with [T37]. */
export function createTraceReceiver({ served, reportBug }: ReceiverParts): TraceReceiver {
  let listening: Listening | null = null;
  let soFar = NOTHING_RECEIVED;
  let going = 0;
  const keep = async (source: TraceSource): Promise<ImportedTraces> => {
    const workspace = served();
    if (workspace === null) throw new AppError("connection-lost", "The workspace is not open yet.");
    try {
      const { traces } = createRouterClient(workspace.router, { context: workspace.context });
      return await traces.import({ source });
    } catch (thrown) {
      throw toAppError(thrown);
    }
  };
  const answer = async (port: number, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    going += 1;
    try {
      const answered = await answerExport({ port, keep, going: () => going, reportBug }, request);
      soFar = addAnswer(soFar, answered);
      const { status, headers = {}, body = "" } = answered.reply;
      // What was not read of a request would be taken for the next one.
      const closing = request.complete ? {} : { connection: "close" };
      response.writeHead(status, { "cache-control": "no-store", ...headers, ...closing });
      response.end(body);
    } catch (error) {
      // A sender that went away while it was sending is no fault of anybody's here.
      if (!request.destroyed) reportBug(error);
      response.destroy();
    } finally {
      going -= 1;
    }
  };
  const stop = async (): Promise<void> => {
    const before = listening;
    listening = null;
    if (before === null) return;
    const closed = new Promise<void>((resolve) => {
      before.server.close(() => resolve());
    });
    before.server.closeAllConnections();
    await closed;
  };
  return {
    port: () => listening?.port ?? null,
    soFar: () => soFar,
    start: async (port) => {
      if (listening !== null && listening.port === port) return;
      const server = createServer();
      limitGuests(server);
      const taken = await listen(server, port);
      server.on("error", reportBug);
      server.on("request", (request, response) => void answer(taken, request, response));
      await stop();
      listening = { server, port: taken };
      soFar = NOTHING_RECEIVED;
    },
    stop,
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: ADDRESS }, resolve);
  }).catch((cause: unknown) => {
    const isTaken = cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
    if (!isTaken) throw cause;
    throw new AppError("port-taken", `Another program listens on port ${port} of this machine.`, {
      hint: "Choose another port here and where the program that sends is told, or end the other one.",
      cause,
    });
  });
  const address = server.address();
  return address === null || typeof address === "string" ? port : address.port;
}

/** A refusal of the contract as the error that it began as; whatever else is none. */
function toAppError(thrown: unknown): unknown {
  if (!(thrown instanceof ORPCError)) return thrown;
  const refusal = refusalSchema.safeParse(thrown.data);
  if (refusal.success) return new AppError(refusal.data.code, thrown.message, { hint: refusal.data.hint });
  return thrown.code === "BAD_REQUEST" ? new AppError("input-invalid", thrown.message) : thrown;
}
