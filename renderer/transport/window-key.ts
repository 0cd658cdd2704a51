/**
 * This window's key to its host. It is kept by the origin, which unlike a cookie's includes the port: no other program of
 * this machine is ever sent it. It lasts over a reload and ends with the window [W1].
 */

const NAME = "autogenesis-key";

/** How long another window of this origin gets to answer. */
const PATIENCE_MS = 500;

type Message = { readonly wanted: true } | { readonly key: string };

export function readKey(): string | null {
  return sessionStorage.getItem(NAME);
}

export function keepKey(key: string): void {
  sessionStorage.setItem(NAME, key);
}

/** From now on gives the key to windows of this origin that ask for it: a link opened in a new tab comes without one. */
export function shareKey(): void {
  new BroadcastChannel(NAME).addEventListener("message", ({ data, currentTarget }: MessageEvent<Message>) => {
    const key = readKey();
    if ("wanted" in data && key !== null) (currentTarget as BroadcastChannel).postMessage({ key });
  });
}

/** The key of another window of this origin; null where none is open. */
export async function askForKey(): Promise<string | null> {
  const channel = new BroadcastChannel(NAME);
  try {
    return await new Promise<string | null>((resolve) => {
      channel.addEventListener("message", ({ data }: MessageEvent<Message>) => {
        if ("key" in data) resolve(data.key);
      });
      setTimeout(() => resolve(null), PATIENCE_MS);
      channel.postMessage({ wanted: true });
    });
  } finally {
    channel.close();
  }
}
