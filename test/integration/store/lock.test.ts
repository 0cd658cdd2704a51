import { execFileSync } from "node:child_process";
import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { heldError, isLocked, readHolder, takeLock, type Holder, type Lock } from "#core/store/lock.ts";
import { startProcess } from "#test/support/cli-process.ts";
import { codeOf } from "#test/support/registry.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

const HOLDER: Holder = { host: "test", pid: 1, since: new Date(0).toISOString(), socket: null };

let made: ReturnType<typeof makeFolder>;
let path: string;
const taken: Lock[] = [];
beforeEach(() => {
  made = makeFolder();
  path = join(made.folder, "workspace.lock");
});
afterEach(() => {
  for (const lock of taken.splice(0)) lock.release();
  made.remove();
});

function take(holder = HOLDER): Lock | null {
  const lock = takeLock(path, holder);
  if (lock !== null) taken.push(lock);
  return lock;
}

describe("[S3] one process at a time holds a workspace", () => {
  it("a second one is refused until the first lets go, and can read who it is", () => {
    const first = take();
    expect([take(), readHolder(path)]).toEqual([null, HOLDER]);
    first?.describe({ ...HOLDER, socket: "/s" });
    expect(readHolder(path)?.socket).toBe("/s");
    taken.pop()?.release();
    expect([existsSync(`${path}.json`), take() === null]).toEqual([false, false]);
  });

  it.runIf(process.platform === "linux")("keeps no file open: neither let go, nor refused", () => {
    const openFiles = (): number =>
      readdirSync("/proc/self/fd").filter((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`).startsWith(path);
        } catch {
          return false; // The one that this listing itself had open.
        }
      }).length;
    const first = takeLock(path, HOLDER);
    expect([takeLock(path, HOLDER), openFiles() > 0]).toEqual([null, true]);
    first?.release();
    expect(openFiles()).toBe(0);
  });

  it("its death frees it, and what it wrote about itself then binds nobody", async () => {
    const { child, finished } = startProcess([join(import.meta.dirname, "hold-lock.ts"), path]);
    await once(child.stdout!, "data");
    expect(take()).toBeNull();
    child.kill("SIGKILL");
    await finished;
    expect(readHolder(path)).toMatchObject({ host: "test holder", pid: child.pid });
    expect(take()).not.toBeNull();
    expect(readHolder(path)).toEqual(HOLDER);
  });

  it.each([
    ["empty", ""],
    ["cut off", '{"host":"x","pi'],
    ["of another form", '{"pid":"12"}'],
    ["no object", "null"],
  ])("a note that is %s says nobody, and keeps nobody out", (_what, text) => {
    writeFileSync(`${path}.json`, text);
    expect(readHolder(path)).toBeNull();
    expect(take()).not.toBeNull();
  });

  it("a lock file that is something else is named, with what to do", () => {
    writeFileSync(path, "not a lock at all, and longer than the sixteen bytes of a header".repeat(20));
    expect(codeOf(() => take())).toBe("workspace-damaged");
  });

  it("who holds it is told by host, process and time; the lock and the note are for their owner alone", () => {
    expect(heldError("/w", HOLDER)).toMatchObject({
      code: "workspace-held",
      message: "The workspace /w is held by test (process 1) since 1970-01-01T00:00:00.000Z.",
    });
    expect(heldError("/w", null).message).toContain("another process");
    take();
    expect([path, `${path}.json`].map((each) => statSync(each).mode & 0o777)).toEqual([0o600, 0o600]);
  });
});

describe("[S10] the files of a workspace are never opened through a link", () => {
  it("a note that is a link to another file is replaced, and the file stays as it is", () => {
    const victim = join(made.folder, "victim.txt");
    writeFileSync(victim, "mine");
    symlinkSync(victim, `${path}.json`);
    expect(readHolder(path)).toBeNull();
    expect(take()).not.toBeNull();
    expect([readFileSync(victim, "utf8"), readHolder(path)]).toEqual(["mine", HOLDER]);
    expect(readdirSync(made.folder)).not.toContain("workspace.lock.json.new");
  });

  it.each(["", "-journal"])(
    "a lock%s that is a link is refused, and nothing is made at its other end",
    (part) => {
      const elsewhere = join(made.folder, "elsewhere");
      symlinkSync(elsewhere, path + part);
      expect([codeOf(() => take()), existsSync(elsewhere)]).toEqual(["path-refused", false]);
      expect(isLocked(path)).toBe(false);
    },
  );

  it("a pipe in place of the note keeps nobody waiting", () => {
    execFileSync("/usr/bin/mkfifo", [`${path}.json`]);
    expect(readHolder(path)).toBeNull();
    expect(take()).not.toBeNull();
    expect(readHolder(path)).toEqual(HOLDER);
  });
});

describe("[S11] a lock that was deleted while it was held", () => {
  it("stops who held it, and leaves the note of who holds it now", () => {
    const first = take();
    expect(codeOf(() => first?.check())).toBe("done");
    rmSync(path);
    expect(codeOf(() => first?.check())).toBe("workspace-held");
    const second = take({ ...HOLDER, host: "second" });
    expect([codeOf(() => first?.check()), codeOf(() => second?.check())]).toEqual(["workspace-held", "done"]);
    taken.shift()?.release();
    expect(readHolder(path)?.host).toBe("second");
  });
});

it("[S13] whether a workspace is held says the lock, not the note", () => {
  expect(isLocked(path)).toBe(false);
  writeFileSync(`${path}.json`, JSON.stringify(HOLDER));
  expect(isLocked(path)).toBe(false);
  take();
  expect(isLocked(path)).toBe(true);
  taken.pop()?.release();
  expect(isLocked(path)).toBe(false);
});
