import { AppError } from "#core/base/app-error.ts";
import type { ReceiverDocument } from "#core/contract/received-traces.ts";
import { NOTHING_RECEIVED, type TraceReceiver } from "#core/app/trace-receiver.ts";

/** The receiver as it is told of; a host that has none says so. */
export function toReceiverDocument(receiver: TraceReceiver | null): ReceiverDocument {
  const { understood, traces, ...rest } = receiver?.soFar() ?? NOTHING_RECEIVED;
  return {
    canReceive: receiver !== null,
    port: receiver?.port() ?? null,
    received: { ...rest, understood, traces: [...traces] },
  };
}

export function cannotReceive(): AppError {
  return new AppError("unsupported", "This host takes no traces from other programs.", {
    hint: "Serve the workspace to windows and switch it on there, or import the traces as files.",
  });
}
