import { note, machine, requireReady } from "./machine.ts";
import { checkMenu } from "./menu.ts";
import { askPerson } from "./person.ts";
import { strict } from "./strict.ts";

/** The module `electron` as the main process imports it: an export that is not here fails the import. */
export { app } from "./app.ts";
export { BrowserWindow } from "./browser-window.ts";
export { ipcMain } from "./ipc-main.ts";
export { protocol } from "./schemes.ts";
export { session } from "./session.ts";
export { utilityProcess } from "./utility-process.ts";

export const dialog = strict("dialog", {
  showMessageBox: async (options: object) => {
    requireReady("dialog.showMessageBox");
    note("dialog.showMessageBox", options);
    return { response: await askPerson(), checkboxChecked: false };
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
});

export const screen = strict("screen", {
  getDisplayMatching: () => {
    requireReady("screen");
    return { workArea: { x: 0, y: 0, width: 1920, height: 1080 } };
  },
});

const LOCKED = "locked:";

/** Only the asynchronous half: the other is deprecated. What it "encrypts" is readable by whoever looks for it. */
export const safeStorage = strict("safeStorage", {
  getSelectedStorageBackend: () => {
    requireReady("safeStorage");
    return machine.keyStore;
  },
  isAsyncEncryptionAvailable: async () => {
    requireReady("safeStorage");
    return await Promise.resolve(true);
  },
  encryptStringAsync: async (text: string) => {
    note("safeStorage.encryptStringAsync");
    return await Promise.resolve(Buffer.from(`${LOCKED}${Buffer.from(text).toString("hex")}`));
  },
  decryptStringAsync: async (encrypted: Buffer) => {
    const text = encrypted.toString();
    if (!text.startsWith(LOCKED)) throw new Error("Error while decrypting the ciphertext.");
    const result = Buffer.from(text.slice(LOCKED.length), "hex").toString();
    return await Promise.resolve({ result, shouldReEncrypt: false });
  },
});
