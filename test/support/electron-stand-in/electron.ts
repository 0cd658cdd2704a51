import { rmSync } from "node:fs";
import type { MessageBoxOptions } from "electron";
import { note, machine, requireReady } from "./machine.ts";
import { checkMenu } from "./menu.ts";
import { askPerson, takePath } from "./person.ts";
import { strict } from "./strict.ts";

/** The module `electron` as the main process imports it: an export that is not here fails the import. */
export { app } from "./app.ts";
export { BrowserWindow } from "./browser-window.ts";
export { ipcMain } from "./ipc-main.ts";
export { protocol } from "./schemes.ts";
export { session } from "./session.ts";
export { utilityProcess } from "./utility-process.ts";

export const dialog = strict("dialog", {
  showMessageBox: async (...args: readonly [object, MessageBoxOptions] | readonly [MessageBoxOptions]) => {
    requireReady("dialog.showMessageBox");
    const options = args[args.length - 1] as MessageBoxOptions;
    const { signal, ...shown } = options;
    note("dialog.showMessageBox", shown, { hasParent: args.length === 2 });
    const response = await askPerson(options.cancelId ?? 0, signal);
    return { response, checkboxChecked: false };
  },
  showOpenDialog: async (...args: readonly object[]) => {
    requireReady("dialog.showOpenDialog");
    note("dialog.showOpenDialog", args.at(-1));
    const path = takePath();
    return await Promise.resolve({ canceled: path === null, filePaths: path === null ? [] : [path] });
  },
  showSaveDialog: async (...args: readonly object[]) => {
    requireReady("dialog.showSaveDialog");
    note("dialog.showSaveDialog", args.at(-1));
    const path = takePath();
    return await Promise.resolve({ canceled: path === null, filePath: path ?? "" });
  },
});

export const Menu = strict("Menu", {
  buildFromTemplate: checkMenu,
  setApplicationMenu: (menu: object): void => {
    requireReady("Menu.setApplicationMenu");
    note("Menu.setApplicationMenu", menu);
  },
});

export const nativeTheme = strict("nativeTheme", { shouldUseDarkColors: false });

export const shell = strict("shell", {
  openExternal: async (url: string): Promise<void> => {
    note("shell.openExternal", url);
    await Promise.resolve();
  },
  showItemInFolder: (path: string): void => note("shell.showItemInFolder", path),
  trashItem: async (path: string): Promise<void> => {
    note("shell.trashItem", path);
    // Gone from where it was, as from a machine whose trash is elsewhere.
    rmSync(path, { recursive: true });
    await Promise.resolve();
  },
  openPath: async (path: string) => {
    note("shell.openPath", path);
    return await Promise.resolve("");
  },
});

export const screen = strict("screen", {
  getDisplayMatching: () => {
    requireReady("screen");
    return { workArea: { x: 0, y: 0, width: 1920, height: 1080 } };
  },
});

/** How Chromium marks what it has encrypted: by a key store's key, and by the constant of its own source. */
const TAGS = { keyring: "v11", constant: "v10" } as const;

/** Only the asynchronous half: the other is deprecated. What it "encrypts" is readable by whoever looks for it. */
export const safeStorage = strict("safeStorage", {
  getSelectedStorageBackend: () => {
    requireReady("safeStorage");
    // From the desktop's name alone, whatever answers there.
    return "gnome_libsecret";
  },
  isAsyncEncryptionAvailable: async () => {
    requireReady("safeStorage");
    return await Promise.resolve(true);
  },
  encryptStringAsync: async (text: string) => {
    note("safeStorage.encryptStringAsync");
    return await Promise.resolve(
      Buffer.from(`${TAGS[machine.keyStore]}${Buffer.from(text).toString("hex")}`),
    );
  },
  decryptStringAsync: async (encrypted: Buffer) => {
    const text = encrypted.toString();
    const tag = text.slice(0, 3);
    // The constant opens everywhere, a key store's key only where that store answers.
    if (tag !== TAGS.constant && tag !== TAGS[machine.keyStore])
      throw new Error("Error while decrypting the ciphertext.");
    const result = Buffer.from(text.slice(3), "hex").toString();
    return await Promise.resolve({ result, shouldReEncrypt: tag !== TAGS[machine.keyStore] });
  },
});
