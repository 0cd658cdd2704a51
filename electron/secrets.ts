import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { safeStorage } from "electron";
import { z } from "zod";
import { AppError } from "#core/base/app-error.ts";
import type { KeySafe, SecretSource } from "#core/app/models.ts";

/** Environment variable → base64 of what the system's key store has encrypted. */
const keptSchema = z.record(z.string(), z.string());

/**
 * Keys that the system's key store encrypts, in a file of this person's; the environment's for what is not kept. What
 * was kept under a key store that is gone is left where it is, and not found. After ready.
 */
export async function openKeySafe(file: string, environment: SecretSource): Promise<KeySafe> {
  const encrypted = new Map(Object.entries(readKept(file)));
  const keys = new Map<string, string>();
  const save = (): void => {
    // Beside, then moved: a program that dies in between leaves the old file.
    writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(encrypted)), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  const encrypt = async (variable: string, key: string): Promise<void> => {
    encrypted.set(variable, (await safeStorage.encryptStringAsync(key)).toString("base64"));
  };
  if (encrypted.size > 0 && (await canEncrypt())) {
    let isStale = false;
    for (const [variable, text] of encrypted) {
      const opened = await decrypt(text);
      if (opened === null) continue;
      keys.set(variable, opened.result);
      if (opened.shouldReEncrypt) await encrypt(variable, opened.result);
      isStale ||= opened.shouldReEncrypt;
    }
    if (isStale) save();
  }
  return {
    find: (variable) => keys.get(variable) ?? environment.find(variable),
    isKept: (variable) => keys.has(variable),
    keep: async (variable, key) => {
      if (key === null) encrypted.delete(variable);
      else if (await canEncrypt()) await encrypt(variable, key);
      else throw refused(variable);
      save();
      if (key === null) keys.delete(variable);
      else keys.set(variable, key);
    },
  };
}

/** Without a key store, Linux would "encrypt" with a constant that is in Chromium's source. */
async function canEncrypt(): Promise<boolean> {
  if (process.platform === "linux" && safeStorage.getSelectedStorageBackend() === "basic_text") return false;
  return await safeStorage.isAsyncEncryptionAvailable();
}

async function decrypt(text: string): Promise<Electron.DecryptStringAsyncReturnValue | null> {
  try {
    return await safeStorage.decryptStringAsync(Buffer.from(text, "base64"));
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

function refused(variable: string): AppError {
  return new AppError(
    "unsupported",
    "This system has no key store to encrypt a key with, so it is not kept.",
    {
      hint: `Start a key store (GNOME Keyring, KWallet) and try again, or start the program with ${variable} set.`,
    },
  );
}
