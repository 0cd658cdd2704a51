import type { Router } from "@orpc/server";
import type { contract } from "#core/contract/contract.ts";
import type { HostContext } from "./context.ts";

/** The contract as a host hands it to sockets and ports: what answers it, and with what. */
export type Served = {
  readonly router: Router<typeof contract, HostContext>;
  readonly context: HostContext;
};

/** Both belong together: a router is called with the context that it came with, which may hold more than hosts know of. */
export function toServed<C extends HostContext>(router: Router<typeof contract, C>, context: C): Served {
  // Sound: as above.
  return { router: router as unknown as Served["router"], context };
}
