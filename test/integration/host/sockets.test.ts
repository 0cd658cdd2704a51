import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { socketPlaces } from "#core/host/connection/socket-places.ts";
import { readHolder } from "#core/store/lock.ts";
import { runCli, startProcess } from "#test/support/cli-process.ts";
import { copyWorkspace, makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

let made: ReturnType<typeof makeFolder>;
let template: string;
beforeAll(async () => {
  made = makeFolder();
  template = await makeOrderDesk(made.folder);
});
afterAll(() => made.remove());

/** A workspace whose path is too long for a socket, so that another place has to be found. */
function deepWorkspace(name: string): string {
  const parent = join(made.folder, name, "deep/".repeat(20));
  mkdirSync(parent, { recursive: true });
  return copyWorkspace(template, join(parent, "desk"));
}

const private700 = (name: string): string => mkdtempSync(join(made.folder, `${name}-`));
const asFile = join(import.meta.dirname, "sockets.test.ts");

describe("[M3] where no socket can be made, a command works alone, says so in one line, and leaves nothing", () => {
  // Each is a real refusal of the system: EPERM, EACCES or ENOENT, ENOTDIR, and an address that is too long.
  it.each([
    ["a folder that takes none", "/sys"],
    ["a folder of the kernel", "/proc"],
    ["a file in the folder's place", asFile],
    ["nothing there at all", "/tmp/autogenesis-absent/tmp"],
    ["too long a name", `/tmp/${"x".repeat(120)}`],
  ])("%s", async (_how, temporary) => {
    const folder = deepWorkspace(`alone${temporary.replaceAll("/", "-").slice(0, 30)}`);
    const before = readdirSync(folder);
    const env = { TMPDIR: temporary };
    const { code, stdout, stderr } = await runCli(["undo", "--json", "--workspace", folder], env);
    expect([code, JSON.parse(stdout)]).toMatchObject([1, { error: { code: "nothing-to-undo" } }]);
    expect(stderr).toMatch(/^No other program can reach this workspace while it is open here: .+\.\n$/);
    expect(existsSync("/tmp/autogenesis-absent")).toBe(false);
    expect(readdirSync(folder).toSorted()).toEqual(before.toSorted());
  });

  it("a holder whose socket is nowhere keeps its workspace, and readers read the file", async () => {
    const folder = deepWorkspace("held alone");
    const holder = startProcess([join(import.meta.dirname, "hold-workspace.ts"), folder], { TMPDIR: "/sys" });
    await once(holder.child.stdout!, "data");
    expect(readHolder(join(folder, "workspace.lock"))?.socket).toBeNull();
    expect((await runCli(["log", "--workspace", folder])).code).toBe(0);
    holder.child.kill("SIGKILL");
    await holder.finished;
  });
});

describe("[M3] a socket outside its workspace", () => {
  it("is in the folder the system keeps for this user's programs", async () => {
    const folder = deepWorkspace("runtime");
    const runtime = private700("runtime");
    const holder = startProcess([join(import.meta.dirname, "hold-workspace.ts"), folder], {
      XDG_RUNTIME_DIR: runtime,
    });
    await once(holder.child.stdout!, "data");
    const socket = readHolder(join(folder, "workspace.lock"))?.socket ?? "";
    expect([socket.startsWith(runtime), statSync(socket).mode & 0o777]).toEqual([true, 0o600]);
    expect((await runCli(["log", "--workspace", folder])).code).toBe(0);
    holder.child.kill("SIGKILL");
    await holder.finished;
  });

  it("is never in a folder that others may write, and its own is under a name nobody can take first", () => {
    const open = private700("open");
    const shared = join(open, "shared");
    mkdirSync(shared, { mode: 0o777 });
    const places = socketPlaces(join(made.folder, "x".repeat(120)), { XDG_RUNTIME_DIR: shared });
    const found = places.map(({ prepare, clear }) => {
      try {
        const address = prepare();
        const mode = statSync(join(address, "..")).mode & 0o777;
        clear(address);
        return mode;
      } catch (error) {
        return (error as Error).message.replace(/^.* is/, "is");
      }
    });
    expect(found).toEqual(["is too long for a socket", "is not this user's alone", 0o700]);
    const ownOnes = [1, 2].map(() => places.at(-1)?.prepare() ?? "");
    expect(new Set(ownOnes).size).toBe(2);
    for (const address of ownOnes) places.at(-1)?.clear(address);
  });
});

it("[M3] a server that takes connections survives what the system answers to one of them", async () => {
  const server = createServer();
  // What Node does with an error nobody listens for is the fault this guards against.
  expect(() => server.emit("error", new Error("accept EMFILE"))).toThrow("EMFILE");
  const folder = copyWorkspace(template, join(made.folder, "accepting"));
  const held = startProcess(
    [
      "--import",
      `data:text/javascript,import net from "node:net"; const { listen } = net.Server.prototype; net.Server.prototype.listen = function (...args) { setTimeout(() => this.emit("error", new Error("accept EMFILE")), 50); return listen.apply(this, args); };`,
      join(import.meta.dirname, "hold-workspace.ts"),
      folder,
    ],
    {},
  );
  await once(held.child.stdout!, "data");
  await once(held.child.stderr!, "data");
  expect((await runCli(["log", "--workspace", folder])).code).toBe(0);
  held.child.kill("SIGKILL");
  expect((await held.finished).stderr).toContain("accept EMFILE");
});
