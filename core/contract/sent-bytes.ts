import type { StandardLinkOptions } from "@orpc/client/standard";
import type { StandardHandlerOptions } from "@orpc/server/standard";
import { assert } from "#core/base/assert.ts";

/**
 * How an answer with bytes in it crosses, over sockets and ports alike: the bytes alone are the body of the message, and
 * what else it says stands in a header. As a form, which is what it would cross as otherwise, it is copied three times more
 * on the way out, and looked through for its end where it arrives.
 */
const SAID = "autogenesis-said";

/** What the library's form of such an answer calls its JSON, and its first bytes. */
const PARTS = { said: "data", bytes: "0" } as const;
const MOST_PARTS = 2;

/** For whoever answers: `new RPCHandler(router, SENDS_BYTES)`. */
export const SENDS_BYTES = {
  rootInterceptors: [
    async (call) => {
      const result = await call.next();
      const form = result.response?.body;
      if (!(form instanceof FormData) || [...form.keys()].length > MOST_PARTS) return result;
      const [said, bytes] = [form.get(PARTS.said), form.get(PARTS.bytes)];
      if (typeof said !== "string" || !(bytes instanceof Blob)) return result;
      return { matched: true, response: { status: 200, headers: { [SAID]: said }, body: bytes } };
    },
  ],
} satisfies Pick<StandardHandlerOptions<Record<never, never>>, "rootInterceptors">;

/** For whoever asks: `new RPCLink({ port, ...READS_BYTES })`. */
export const READS_BYTES = {
  clientInterceptors: [
    async (call) => {
      const response = await call.next();
      const said = response.headers[SAID];
      if (typeof said !== "string") return response;
      return {
        ...response,
        body: async () => {
          const bytes = await response.body();
          assert(bytes instanceof Blob, "bytes come with what is said of them");
          const form = new FormData();
          form.set(PARTS.said, said);
          form.set(PARTS.bytes, bytes);
          return form;
        },
      };
    },
  ],
} satisfies Pick<StandardLinkOptions<Record<never, never>>, "clientInterceptors">;
