import { expect, type Locator } from "@playwright/test";

/** What somebody did on the way: each click, each field that was typed into, and what with. */
export type Walk = {
  readonly click: (target: Locator) => Promise<void>;
  readonly type: (field: Locator, text: string) => Promise<void>;
  /** One key that says something by itself, such as Enter. */
  readonly press: (field: Locator, key: string) => Promise<void>;
  /** A file is chosen in the system's own dialog: a click, and nothing typed. */
  readonly choose: (field: Locator, path: string) => Promise<void>;
  /** For the record, in one line. */
  readonly tell: () => string;
};

/** Notes the steps of one person, and fails where something has to be typed a second time. */
export function beginWalk(nowMs: () => number): Walk {
  const startedMs = nowMs();
  const typed: string[] = [];
  let clicks = 0;
  let keys = 0;
  return {
    click: async (target) => {
      await target.click();
      clicks += 1;
    },
    type: async (field, text) => {
      expect(typed, `"${text}" is typed once`).not.toContain(text);
      await field.fill(text);
      typed.push(text);
    },
    press: async (field, key) => {
      await field.press(key);
      keys += 1;
    },
    choose: async (field, path) => {
      await field.setInputFiles(path);
      clicks += 1;
    },
    tell: () => {
      const minutes = ((nowMs() - startedMs) / 60_000).toFixed(1);
      return `the walk: ${minutes} minutes, ${clicks} clicks, ${typed.length} typed fields, ${keys} keys, nothing typed twice, no file edited`;
    },
  };
}
