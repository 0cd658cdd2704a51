import type { WebSocket } from "ws";
import { z } from "zod";

/** What a handler of the contract needs of a socket. */
type Line = Pick<WebSocket, "send" | "addEventListener">;

/**
 * A body in a form of its own: files, multipart, a query string. The contract sends none, and what claims to be one and is
 * not would be a stack in the log.
 */
const FORMED = new Set(["content-type", "content-disposition"]);

/** As oRPC's client writes them: a request, an event of a stream, or a call that is called off. */
const messageSchema = z.union([
  z.object({
    i: z.string(),
    t: z.literal(1).optional(),
    p: z.object({
      u: z.string().refine((url) => url.startsWith("/") || URL.canParse(url)),
      h: z
        .record(
          z.string().refine((name) => !FORMED.has(name.toLowerCase())),
          z.union([z.string(), z.array(z.string())]),
        )
        .optional(),
      m: z.string().optional(),
    }),
  }),
  z.object({ i: z.string(), t: z.literal(3), p: z.record(z.string(), z.unknown()) }),
  z.object({ i: z.string(), t: z.literal(4) }),
]);

/** The codes of RFC 6455: a kind of data that is not taken, and a text that is not what it should be. */
const BINARY = 1003;
const NOT_A_MESSAGE = 1007;

/**
 * The socket, handing on only messages of the contract. Whoever sends anything else is no program of ours: the socket is
 * closed, and one line says so. The handler would print a stack for each and keep it open [W3].
 */
export function withSoundMessages(
  socket: WebSocket,
  sender: "window" | "command line",
  reportBug: (error: unknown) => void,
): Line {
  const isSound = (data: unknown): boolean => {
    const code = typeof data !== "string" ? BINARY : isMessage(data) ? null : NOT_A_MESSAGE;
    if (code === null) return true;
    if (socket.readyState === socket.OPEN)
      reportBug(`A ${sender} sent what is no message of the contract; it was cut off (${code}).`);
    socket.close(code);
    return false;
  };
  const addEventListener = ((type: "message" | "close", listener: (event: { data: unknown }) => void) => {
    socket.addEventListener(type, (event: object) => {
      const heard = event as { data: unknown }; // A message has data; whoever listens for a close reads nothing of it.
      if (type !== "message" || isSound(heard.data)) listener(heard);
    });
  }) as unknown as Line["addEventListener"]; // Its overloads, one for each type, are these two.
  return { send: socket.send.bind(socket), addEventListener };
}

function isMessage(text: string): boolean {
  try {
    return messageSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
