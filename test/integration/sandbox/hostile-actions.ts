import type { Socket } from "node:net";

/** What the actions aim at; all of it lies outside of what a child may touch. */
export type Targets = {
  readonly folder: string;
  readonly secretFile: string;
  readonly secretModule: string;
  readonly database: string;
  readonly socketFile: string;
  readonly abstractSocket: string;
  readonly tcpPort: number;
  readonly udpPort: number;
  readonly parentPid: number;
  readonly victimPid: number;
  readonly addon: string;
};

/**
 * Who denies an action when the other two have fallen. `flags`: Node's permissions and switches. `realm`: what
 * lock-realm.ts took away. `system`: the wall of the operating system. What is only `realm` and `system` would be
 * open to code that got past the realm where the system puts up no wall.
 */
export type Wall = "flags" | "realm" | "system";

export type Action = {
  readonly name: string;
  readonly walls: readonly Wall[];
  /** Resolves to what it got: anything true means that it happened. Throwing, and nothing at all, means it did not. */
  readonly act: (targets: Targets) => unknown;
};

type Any = any; // oxlint-disable-line typescript/no-explicit-any -- a hostile program has no types

/** Taken before the realm was locked: as if the code had found its way to a live stream and the process itself. */
const held = { process, stdin: process.stdin as Any };

/** A module of Node's, by whatever way is still open. */
async function reach(name: string): Promise<Any> {
  const ways: readonly (() => unknown)[] = [
    () => import(/* @vite-ignore */ `node:${name}`),
    () => import(/* @vite-ignore */ name),
    () => (held.process as Any).getBuiltinModule(name),
    () => (globalThis as Any).process.getBuiltinModule(name),
    () => (held.process as Any).mainModule.require(name),
    () => (globalThis as Any).require(name),
    () => (held.process as Any).binding("natives")[name] && (held.process as Any).binding(name),
  ];
  for (const way of ways) {
    try {
      const got = await way();
      if (got) return (got as Any).default ?? got;
    } catch {
      // The next one, then.
    }
  }
  throw new Error(`no way to ${name}`);
}

const connected = (socket: Socket): Promise<boolean> =>
  new Promise((resolve, reject) => {
    socket.once("connect", () => {
      resolve(true);
      socket.destroy();
    });
    socket.once("error", reject);
  });

const listening = (server: Any): Promise<boolean> =>
  new Promise((resolve, reject) => {
    server.once("listening", () => {
      resolve(true);
      server.close();
    });
    server.once("error", reject);
  });

const ALL = ["flags", "realm", "system"] as const;
const NODE = ["flags", "realm"] as const;
const PAST_FLAGS = ["realm", "system"] as const;
const REALM = ["realm"] as const;

const row = (name: string, walls: readonly Wall[], act: Action["act"]): Action => ({ name, walls, act });

const FILES: readonly Action[] = [
  row("reading a file", ALL, async (to) => (await reach("fs")).readFileSync(to.secretFile, "utf8")),
  row("reading a file later", ALL, async (to) =>
    (await reach("fs/promises")).readFile(to.secretFile, "utf8"),
  ),
  row("opening a file", ALL, async (to) => (await reach("fs")).openSync(to.secretFile, "r") > 0),
  row("copying a file out", ALL, async (to) => {
    (await reach("fs")).cpSync(to.secretFile, `${to.folder}/copied`);
    return true;
  }),
  row("listing a folder", ALL, async (to) => (await reach("fs")).readdirSync(to.folder)),
  row("learning that a file exists", ALL, async (to) => (await reach("fs")).existsSync(to.secretFile)),
  row("writing a file", ALL, async (to) => {
    (await reach("fs")).writeFileSync(`${to.folder}/written`, "x");
    return true;
  }),
  row("writing into what it may read", ALL, async () => {
    const fs = await reach("fs");
    return fs.openSync(new URL(import.meta.url), "a") > 0;
  }),
  row("making a folder", ALL, async (to) =>
    (await reach("fs")).mkdirSync(`${to.folder}/made`, { recursive: true }),
  ),
  row("deleting a file", ALL, async (to) => {
    (await reach("fs")).unlinkSync(`${to.folder}/deletable`);
    return true;
  }),
  row("linking to a file", ALL, async (to) => {
    (await reach("fs")).symlinkSync(to.secretFile, `${to.folder}/linked`);
    return true;
  }),
  row("watching a file", ALL, async (to) => (await reach("fs")).watch(to.folder)),
  row("importing a file", ALL, (to) => import(to.secretModule).then((found: Any) => found.secret)),
  row("reading its parent's environment", ALL, async (to) =>
    (await reach("fs")).readFileSync(`/proc/${to.parentPid}/environ`, "utf8"),
  ),
  row("reading its parent's command line", ALL, async (to) =>
    (await reach("fs")).readFileSync(`/proc/${to.parentPid}/cmdline`, "utf8"),
  ),
  row("reading a stranger's memory map", ALL, async (to) =>
    (await reach("fs")).readFileSync(`/proc/${to.victimPid}/maps`, "utf8"),
  ),
  row("reading a database", ALL, async (to) => {
    const { DatabaseSync } = await reach("sqlite");
    return new DatabaseSync(to.database, { readOnly: true }).prepare("SELECT * FROM secrets").all().length;
  }),
  row("creating a database", ALL, async (to) => {
    const { DatabaseSync } = await reach("sqlite");
    new DatabaseSync(`${to.folder}/new.sqlite`).exec("CREATE TABLE t (x)");
    return true;
  }),
  row("writing a report of the process", ALL, (to) =>
    (held.process as Any).report.writeReport(`${to.folder}/report.json`),
  ),
  row("writing a snapshot of the heap", ALL, async (to) =>
    (await reach("v8")).writeHeapSnapshot(`${to.folder}/heap`),
  ),
  row("loading a file of environment", ALL, (to) => {
    (held.process as Any).loadEnvFile(to.secretFile);
    return true;
  }),
  row("going to another folder", ALL, (to) => {
    held.process.chdir(to.folder);
    return true;
  }),
];

const NETWORK: readonly Action[] = [
  row("fetch", PAST_FLAGS, async (to) => (await fetch(`http://127.0.0.1:${to.tcpPort}/`)).status),
  row("a TCP connection", PAST_FLAGS, async (to) =>
    connected((await reach("net")).connect(to.tcpPort, "127.0.0.1")),
  ),
  row("a request over HTTP", PAST_FLAGS, async (to) => {
    const request = (await reach("http")).get(`http://127.0.0.1:${to.tcpPort}/`);
    return new Promise((resolve, reject) => request.on("response", resolve).on("error", reject));
  }),
  row("a request over HTTP/2", PAST_FLAGS, async (to) => {
    const session = (await reach("http2")).connect(`http://127.0.0.1:${to.tcpPort}`);
    session.on("error", () => undefined);
    return connected(session.socket);
  }),
  row("a TLS connection", PAST_FLAGS, async (to) =>
    connected((await reach("tls")).connect(to.tcpPort, "127.0.0.1")),
  ),
  row("a web socket", NODE, (to) => {
    const { WebSocket } = globalThis as Any;
    return new WebSocket(`ws://127.0.0.1:${to.tcpPort}/`);
  }),
  row("a datagram", PAST_FLAGS, async (to) => {
    const socket = (await reach("dgram")).createSocket("udp4");
    return new Promise((resolve, reject) => {
      socket.on("error", reject).on("message", resolve).unref();
      socket.send("x", to.udpPort, "127.0.0.1");
    });
  }),
  // Behind the system's wall a port can be had, but nobody reaches it.
  row("listening on a port", REALM, async () => listening((await reach("net")).createServer().listen(0))),
  row("listening on a socket file", PAST_FLAGS, async (to) =>
    listening((await reach("net")).createServer().listen(`${to.folder}/its.sock`)),
  ),
  row("connecting to a socket file", PAST_FLAGS, async (to) =>
    connected((await reach("net")).connect(to.socketFile)),
  ),
  row("connecting to an abstract socket", PAST_FLAGS, async (to) =>
    connected((await reach("net")).connect(to.abstractSocket)),
  ),
  row(
    "asking for a name's address",
    PAST_FLAGS,
    (to) =>
      new Promise((resolve, reject) => {
        void reach("dns").then(({ Resolver }) => {
          const resolver = new Resolver({ timeout: 200, tries: 1 });
          resolver.setServers([`127.0.0.1:${to.udpPort}`]);
          // No answer to be used comes from there; but one that can't be shows that the question went out.
          resolver.resolve4("example.invalid", (error: { code?: string } | null) => {
            if (error?.code === "EBADRESP") resolve(true);
            else reject(new Error(error?.code ?? "an answer"));
          });
        }, reject);
      }),
  ),
  row("a socket through the class of a stream", PAST_FLAGS, (to) => {
    const SocketClass = held.stdin.constructor;
    return connected(new SocketClass().connect(to.tcpPort, "127.0.0.1"));
  }),
  row("a socket file through the class of a pipe's handle", PAST_FLAGS, (to) => {
    const Pipe = held.stdin._handle.constructor;
    const pipe = new Pipe(1);
    return pipe.bind(`${to.folder}/pipe.sock`) === 0 && pipe.listen(1) === 0;
  }),
  row("another descriptor through a pipe's handle", REALM, () => {
    const Pipe = Object.getPrototypeOf(held.stdin._handle);
    Pipe.open.call(held.stdin._handle, 2);
    return true;
  }),
];

const PROCESSES: readonly Action[] = [
  row("seeing whether its parent lives", PAST_FLAGS, (to) => held.process.kill(to.parentPid, 0)),
  row("starting a debugger in another process", PAST_FLAGS, (to) => {
    (held.process as Any)._debugProcess(to.victimPid);
    return true;
  }),
  row("another process's priority", PAST_FLAGS, async (to) => {
    (await reach("os")).setPriority(to.victimPid, 5);
    return true;
  }),
  row("a signal to another process", PAST_FLAGS, (to) => held.process.kill(to.victimPid, "SIGTERM")),
  row("a signal past the checks", PAST_FLAGS, (to) => (held.process as Any)._kill(to.victimPid, 15) === 0),
  row(
    "starting a program",
    NODE,
    async () => (await reach("child_process")).spawnSync(held.process.execPath, ["-v"]).status === 0,
  ),
  row("starting a shell", ALL, async () =>
    (await reach("child_process")).execSync("id", { encoding: "utf8" }),
  ),
  row("a cluster", NODE, async () => {
    const cluster = await reach("cluster");
    cluster.setupPrimary({ exec: "/nowhere", silent: true });
    const worker = cluster.fork();
    worker.on("error", () => undefined);
    return worker.process.pid !== undefined;
  }),
  row("a worker", NODE, async () => {
    const { Worker } = await reach("worker_threads");
    return new Worker("0", { eval: true });
  }),
  row("a worker without the flags", NODE, async () => {
    const { Worker } = await reach("worker_threads");
    return new Worker("0", { eval: true, execArgv: [], env: {} });
  }),
  row("another user", REALM, () => {
    const { setuid, getuid } = held.process as Any;
    setuid(getuid());
    return true;
  }),
  row(
    "its environment, beyond its own",
    ["realm", "system"],
    () => Object.keys(held.process.env).filter((name) => name !== "TZ" && name !== "PWD").length,
  ),
];

const NATIVE: readonly Action[] = [
  row("the inspector", NODE, async () => {
    const inspector = await reach("inspector");
    inspector.open(0, "127.0.0.1");
    return inspector.url() !== undefined;
  }),
  row("a session of the inspector", NODE, async () => {
    const { Session } = await reach("inspector");
    new Session().connect();
    return true;
  }),
  row("WASI", NODE, async () => {
    const { WASI } = await reach("wasi");
    return new WASI({ version: "preview1", preopens: { "/": "/" } });
  }),
  row("loading an addon", ALL, (to) => {
    const holder = { exports: {} };
    held.process.dlopen(holder, to.addon);
    return true;
  }),
  row("requiring an addon", ALL, async (to) =>
    (await reach("module")).createRequire(import.meta.url)(to.addon),
  ),
  row("Node's bindings", NODE, () => (held.process as Any).binding("fs")),
  row("bindings that are linked in", NODE, () => {
    try {
      return (held.process as Any)._linkedBinding("nothing");
    } catch (error) {
      return String(error).includes("No such"); // It looked.
    }
  }),
  row("calling functions of libraries", ALL, async () => reach("ffi")),
  row("V8's flags", REALM, async () => {
    (await reach("v8")).setFlagsFromString("--allow-natives-syntax");
    return true;
  }),
  row("code from text", ["flags"], () => (globalThis as Any)[["ev", "al"].join("")]("1 + 1")),
  row("a function from text", ["flags"], () => (globalThis as Any).Function("return 1")()),
  row("a script in this realm", REALM, async () => (await reach("vm")).runInThisContext("1 + 1")),
  row("a module from text", REALM, async () => {
    const text: string = "data:text/javascript,export default 1";
    return import(text);
  }),
  row("hooks for modules", REALM, async () => (await reach("module")).registerHooks({})),
  row("a list of what is open", REALM, () => (held.process as Any)._getActiveHandles().length),
];

/** Last, because nothing can follow where it succeeds: then what it becomes says so. */
const BECOMING = "becoming another program";
const becoming = row(BECOMING, NODE, () => {
  const { execPath, env } = held.process;
  const said = JSON.stringify({ name: BECOMING, happened: true, why: "" });
  (held.process as Any).execve(execPath, [execPath, "--eval", `console.log(${JSON.stringify(said)})`], env);
});

export const ACTIONS: readonly Action[] = [...FILES, ...NETWORK, ...PROCESSES, ...NATIVE, becoming];
