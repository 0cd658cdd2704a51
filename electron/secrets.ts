import { safeStorage } from "electron";
import { z } from "zod";
import { openUserNote } from "#core/app/connections/user-note.ts";
import type { KeySafe, SecretSource } from "#core/app/models/secrets.ts";

/** Environment variable → base64 of what the system's key store has encrypted. */
const keptSchema = z.record(z.string(), z.string());
type Kept = z.infer<typeof keptSchema>;

/**
 * How a text begins on Linux that was "encrypted" with the constant of Chromium's source, which is what its last
 * provider does where no key store answers. Elsewhere the same two letters and digits mean the system's own store.
 */
const CONSTANT_KEY_TAG = "v10";

/**
 * Keys that the system's key store encrypts, in a file of this person's; the environment's for what is not kept. What
 * was kept under a key store that is gone is left where it is, and not found; so is a file that cannot be read [S62]. After
 * ready.
 */
export async function openKeySafe(file: string, environment: SecretSource): Promise<KeySafe> {
  const note = openUserNote<Kept>({
    ...{ path: () => file, form: keptSchema, empty: {} },
    ...{ what: "The kept keys", without: "then each is to be typed in again" },
  });
  const encrypted = new Map(Object.entries(note.read() ?? {}));
  const keys = new Map<string, string>();
  /** What is kept of one of them, or that nothing is; of the others another program knows better. */
  const save = (variable: string, text: string | null): void =>
    note.change((said) => {
      const { [variable]: _before, ...others } = said;
      return [text === null ? others : { ...others, [variable]: text }, undefined];
    });
  const take = async (variable: string, base64: string): Promise<boolean> => {
    const bytes = Buffer.from(base64, "base64");
    const opened = await decrypt(bytes);
    if (opened === null) return false;
    if (isReadableByAll(bytes) || opened.shouldReEncrypt) {
      const anew = await encrypt(opened.result);
      if (anew !== null) encrypted.set(variable, anew);
      // What anybody can read is no key that is kept: it does not stay in the file.
      else if (isReadableByAll(bytes)) encrypted.delete(variable);
      if (!encrypted.has(variable)) return true;
    }
    keys.set(variable, opened.result);
    return encrypted.get(variable) !== base64;
  };
  if (encrypted.size > 0 && (await safeStorage.isAsyncEncryptionAvailable())) {
    for (const [variable, base64] of [...encrypted])
      if (await take(variable, base64)) save(variable, encrypted.get(variable) ?? null);
  }
  return {
    find: (variable) => keys.get(variable) ?? environment.find(variable),
    names: () => [...keys.keys()],
    isKept: (variable) => keys.has(variable),
    // Not asked before somebody wants to know: a key store that is locked would ask for its password at every start.
    canKeep: async () =>
      process.platform === "linux"
        ? (await encrypt("probe")) !== null
        : await safeStorage.isAsyncEncryptionAvailable(),
    keep: async (variable, key) => {
      const text = key === null ? null : await encrypt(key);
      // What there is nothing of is no reason to write, nor to fail where nothing can be written.
      if (text !== null || Object.hasOwn(note.read() ?? {}, variable)) save(variable, text);
      if (key === null || text === null) keys.delete(variable);
      else keys.set(variable, key);
      return text !== null;
    },
  };
}

/**
 * Base64 of the text as only this person's key store can open it; null where there is none. What the store is called
 * says nothing: the name is guessed from the desktop's, whether or not it answers. Only what comes out tells.
 */
async function encrypt(text: string): Promise<string | null> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
  const bytes = await safeStorage.encryptStringAsync(text).catch(() => null);
  return bytes === null || isReadableByAll(bytes) ? null : bytes.toString("base64");
}

function isReadableByAll(encrypted: Buffer): boolean {
  return process.platform === "linux" && encrypted.toString("latin1").startsWith(CONSTANT_KEY_TAG);
}

async function decrypt(encrypted: Buffer): Promise<Electron.DecryptStringAsyncReturnValue | null> {
  try {
    return await safeStorage.decryptStringAsync(encrypted);
  } catch {
    return null;
  }
}
