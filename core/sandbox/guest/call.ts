import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { err, ok } from "#core/base/result.ts";
import type { Result } from "#core/base/result.ts";
import { parseGuestJson } from "./json.ts";
import type { SandboxLimits } from "#core/sandbox/limits.ts";
import type { AnswerMessage, CapabilityError, ChildMessage, RunMessage } from "#core/sandbox/messages.ts";
import { toFailure } from "#core/sandbox/outcome.ts";
import type { FailureKind, SandboxFailure, SandboxOutcome } from "#core/sandbox/outcome.ts";

export type GuestCall = {
  readonly run: Omit<RunMessage, "type" | "id">;
  /** Performs a capability; the name is one of run.granted. What it throws, the guest sees as an error. */
  readonly perform: (name: string, args: Json) => Promise<Json>;
};

export type GuestResult = Result<SandboxOutcome, SandboxFailure>;

export type OpenCall = {
  readonly ended: Promise<GuestResult>;
  receive(message: Exclude<ChildMessage, { type: "ready" }>): void;
  fail(kind: FailureKind, message: string): void;
};

type CallDesk = {
  readonly id: number;
  readonly limits: SandboxLimits;
  readonly send: (message: AnswerMessage) => void;
  /** The child did what an honest one can't do. */
  readonly onBreach: (what: string) => void;
};

type RequestMessage = Extract<ChildMessage, { type: "request" }>;

/** The parent's half of one call: takes the child's messages, performs what is granted, and ends once. */
export function openCall(call: GuestCall, { id, limits, send, onBreach }: CallDesk): OpenCall {
  const ended = Promise.withResolvers<GuestResult>();
  let isOver = false;
  let requests = 0;
  const end = (result: GuestResult): void => {
    isOver = true;
    ended.resolve(result);
  };
  const receiveRequest = (message: RequestMessage): void => {
    requests += 1;
    if (!call.run.granted.includes(message.name)) onBreach("it asked for a capability that is not granted");
    else if (requests > limits.maxCapabilityCalls) onBreach("it made too many capability calls");
    else {
      void performRequest(call, message, limits).then((answer) => {
        if (!isOver) send({ type: "answer", id, request: message.request, ...answer });
      });
    }
  };
  return {
    ended: ended.promise,
    fail: (kind, message) => {
      end(err(toFailure(kind, message)));
    },
    receive: (message) => {
      if (isOver) return;
      if (message.type === "request") receiveRequest(message);
      else if (message.type === "failed") end(err(toFailure(message.kind, message.message, message.logs)));
      else end(toResult(message.output, message.logs));
    },
  };
}

function toResult(text: string, logs: readonly string[]): GuestResult {
  const output = parseGuestJson(text);
  return output.ok
    ? ok({ output: output.value, logs })
    : err(toFailure("bad-output", `the output can't be used: ${output.error}`, logs));
}

type Answer = { readonly ok: boolean; readonly text: string };

async function performRequest(
  call: GuestCall,
  request: RequestMessage,
  limits: SandboxLimits,
): Promise<Answer> {
  const args = parseGuestJson(request.args);
  if (!args.ok)
    return toRefusal({ code: "tool-arguments", message: `the arguments can't be used: ${args.error}` });
  try {
    const text = JSON.stringify(await call.perform(request.name, args.value));
    if (text.length <= limits.maxInputChars) return { ok: true, text };
    return toRefusal({ code: "sandbox-limit", message: `what "${request.name}" answered is too large` });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = error instanceof AppError ? error.code : "tool-failed";
    return toRefusal({ code, message: message.slice(0, limits.maxErrorChars) });
  }
}

function toRefusal(error: CapabilityError): Answer {
  return { ok: false, text: JSON.stringify(error) };
}
