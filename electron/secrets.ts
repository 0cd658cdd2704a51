import { existsSync, readFileSync } from "node:fs";
import { safeStorage } from "electron";
import { z } from "zod";
import type { KeySafe, SecretSource } from "#core/app/models/secrets.ts";
import { replaceNote } from "#core/store/own-file.ts";

/** Environment variable → base64 of what the system's key store has encrypted. */
const keptSchema = z.record(z.string(), z.string());

/**
 * How a text begins on Linux that was "encrypted" with the constant of Chromium's source, which is what its last
 * provider does where no key store answers. Elsewhere the same two letters and digits mean the system's own store.
 */
const CONSTANT_KEY_TAG = "v10";

/**
 * Keys that the system's key store encrypts, in a file of this person's; the environment's for what is not kept. What
 * was kept under a key store that is gone is left where it is, and not found. After ready.
 */
export async function openKeySafe(file: string, environment: SecretSource): Promise<KeySafe> {
  const encrypted = new Map(Object.entries(readKept(file)));
  const keys = new Map<string, string>();
  const save = (): void => replaceNote(file, JSON.stringify(Object.fromEntries(encrypted)));
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
    let isStale = false;
    for (const [variable, base64] of [...encrypted]) isStale = (await take(variable, base64)) || isStale;
    if (isStale) save();
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
      if (text === null) encrypted.delete(variable);
      else encrypted.set(variable, text);
      if (text !== null || existsSync(file)) save();
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

/** A file that cannot be read holds no keys; it is written anew with the next one. */
function readKept(file: string): Readonly<Record<string, string>> {
  if (!existsSync(file)) return {};
  try {
    return keptSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return {};
  }
}
