import type { PaletteEntry } from "#core/contract/doors.ts";

type Words = {
  readonly title: string;
  /** What else people call it: the palette finds it by these, too. */
  readonly words: string;
};

/** What the palette offers from anywhere, as it is read and as it is looked for. */
const entries: Readonly<Record<PaletteEntry, Words>> = {
  "start-session": {
    title: "Start a session…",
    words: "new session, improve the agent, optimise, optimize, evolve, train, tune, begin",
  },
  "show-sessions": {
    title: "Show sessions",
    words: "list sessions, progress, optimization runs, iterations",
  },
  "pause-session": { title: "Pause the session", words: "hold, wait, suspend, break" },
  "step-session": {
    title: "Go one step with the session",
    words: "single step, next iteration, walk through",
  },
  "resume-session": {
    title: "Go on with the session",
    words: "resume, continue, restart, unpause, raise caps",
  },
  "hint-session": { title: "Give the session a hint…", words: "tell the optimizer, instruct, steer, advice" },
  "stop-session": { title: "Stop the session…", words: "end, cancel, abort, finish, quit session" },
  "review-proposals": {
    title: "Review and approve what waits",
    words: "proposals, inbox, pending, decide, look at changes, show proposals, list proposals",
  },
  "approve-proposal": { title: "Approve a proposal…", words: "accept, merge, take the change, yes" },
  "edit-proposal": { title: "Edit a proposal…", words: "amend, change the suggestion, derive, part of it" },
  "reject-proposal": { title: "Reject a proposal…", words: "decline, refuse, discard, no" },
  "send-back-proposal": {
    title: "Send a proposal back…",
    words: "return, request changes, comment, try again",
  },
  "defer-proposal": { title: "Put a proposal off…", words: "defer, later, postpone, snooze" },
  "reopen-proposal": { title: "Bring a deferred proposal back…", words: "reopen, undefer, back to the desk" },
  "assess-proposal": { title: "Assess a proposal…", words: "measure, evaluate the change, evidence, again" },
  "propose-change": {
    title: "Propose a change by hand…",
    words: "new proposal, suggest, draft, edit and measure",
  },
  "show-history": { title: "Show the history", words: "log, lineage, commits, versions, timeline" },
  "compare-versions": { title: "Compare two versions", words: "diff, difference, what changed, commits" },
  "restore-version": {
    title: "Restore an earlier version…",
    words: "rollback, roll back, revert, go back, reset, old commit",
  },
  undo: { title: "Undo the last operation", words: "take back, revert, step back, oops" },
  redo: { title: "Redo what was undone last", words: "do again, step forward, undo the undo" },
  operations: { title: "Show operations", words: "activity, operation log, what was done, undo list, audit" },
  "create-branch": {
    title: "Make a branch…",
    words: "new branch, create branch, fork, split off, try apart",
  },
  "switch-branch": { title: "Show branches", words: "switch branch, list branches, checkout, change branch" },
  "tag-version": {
    title: "Tag a version…",
    words: "tags, prod, production, release, label, mark, move or remove tag",
  },
  "show-resources": {
    title: "Show resources",
    words: "prompts, tools, agents, memory, environments, registry, list, versions of a prompt",
  },
  "new-prompt": { title: "New prompt…", words: "make, create, add, write a prompt, instructions, system" },
  "new-agent": { title: "New agent…", words: "make, create, add an agent, bot, assistant" },
  "new-tool": { title: "New tool…", words: "make, create, add a tool, function, code, script" },
  "new-environment": { title: "New environment…", words: "make, create, add a folder, files, world" },
  "new-memory": { title: "New memory…", words: "make, create, add a memory, notes, records" },
  "edit-resource": {
    title: "Edit a resource…",
    words: "change a prompt, edit prompt, edit tool, edit agent, variables, rewrite, update",
  },
  "copy-resource": {
    title: "Copy a resource as a new one…",
    words: "duplicate, clone, fork a prompt, copy a tool, copy an agent, rename, another name",
  },
  "retire-resource": {
    title: "Retire a resource…",
    words: "archive, delete, remove, unregister, deprecate, take out of use",
  },
  "search-resources": {
    title: "Search resources by meaning…",
    words: "retrieve, semantic search, embeddings, find a prompt about, similar",
  },
  "show-contract": {
    title: "Show the contract of the resources",
    words: "interface, actions, arguments, schema",
  },
  "take-resource-out": {
    title: "Copy or download a resource…",
    words: "export, resolve, take out, save prompt, use elsewhere",
  },
  "use-from-program": {
    title: "Use a resource from a program…",
    words: "api, sdk, client, token, http, curl, python, typescript, resolve",
  },
  "bring-files-in": {
    title: "Bring in files…",
    words: "apply, import a folder, open files, drop, upload, yaml, markdown, own agent",
  },
  "take-files-out": {
    title: "Take out as files…",
    words: "export, save as files, write a folder, download, yaml, markdown, version control",
  },
  "show-offer": {
    title: "Look at what this version brings…",
    words: "offer, updates, new prompts of the program, what is new, take, leave",
  },
  "show-data": {
    title: "Show data",
    words: "datasets, items, tickets, examples, cases, list, delete, archive or export a dataset",
  },
  "import-items": {
    title: "Import items…",
    words: "import data, new dataset, upload, csv, jsonl, json, spreadsheet, bring in, add data, load",
  },
  "run-agent": { title: "Run an agent…", words: "run, try, execute, ask the agent, one task, test it" },
  "measure-head": {
    title: "Measure head…",
    words: "evaluate, evaluation, score, accuracy, benchmark, test on validation",
  },
  practice: {
    title: "Practise with Order desk…",
    words: "practice, tutorial, try out, demo, example, sample",
  },
  "replay-run": {
    title: "Replay a run",
    words: "replay, play again, tape, reproduce, rerun without model, divergence, regression",
  },
  "find-traces": {
    title: "Find traces",
    words: "runs, logs, calls, search traces, spans, show trace, debug",
  },
  "compare-traces": {
    title: "Compare two traces…",
    words: "diff traces, two runs side by side, first divergence, what went differently, difference",
  },
  "export-trace": {
    title: "Export a trace…",
    words: "save trace, otlp, opentelemetry, html page, share a run, download, send spans",
  },
  "import-traces": {
    title: "Import traces…",
    words:
      "opentelemetry, otlp, otel, jaeger, phoenix, openinference, spans of other programs, bring in traces",
  },
  "receive-traces": {
    title: "Receive traces of other programs…",
    words: "opentelemetry, otlp, otel, collector, exporter, endpoint, port 4318, instrument, listen",
  },
  connections: {
    title: "Show connections",
    words: "models, endpoints, providers, list models, api, openai, ollama, vllm",
  },
  "add-connection": {
    title: "Add a connection…",
    words: "new connection, new model, endpoint, provider, base url, api, change or remove connection",
  },
  "try-connection": { title: "Try a connection…", words: "test connection, one call, ping, check the model" },
  "trust-connection": { title: "Trust a connection…", words: "allow keys, untrusted, withdraw trust" },
  "set-key": { title: "Type a key for a model…", words: "api key, secret, token, password, credentials" },
  "forget-lessons": {
    title: "Forget what an endpoint's refusals taught…",
    words: "lessons, reset connection, unlearn, parameters left out",
  },
  "add-route": {
    title: "Add a route…",
    words: "new route, routes, fallback, several models, cheapest, remove route, list routes",
  },
  "change-settings": {
    title: "Change settings…",
    words: "preferences, options, configuration, defaults, workspace.yaml, agent, dataset, optimizer",
  },
  "change-caps": { title: "Change caps…", words: "budget, limit, money, tokens, calls, spend, cost" },
  "change-policy": {
    title: "Change who decides…",
    words:
      "policy, rules, who approves, who may approve, approver, permissions, approve automatically, auto, ask, gate",
  },
  "read-tokens": {
    title: "Show programs that may read…",
    words: "tokens, list tokens, remove token, revoke, withdraw access, api, http",
  },
  verify: { title: "Verify the workspace…", words: "check, integrity, hashes, audit, tampering, corrupted" },
  "workspace-new": {
    title: "New workspace…",
    words: "create workspace, make workspace, new project, empty workspace, practice, init, start over",
  },
  "workspace-open": {
    title: "Open workspace…",
    words:
      "switch workspace, recent workspaces, other folder, change project, serve, load, forget, list workspaces",
  },
  "workspace-delete": {
    title: "Delete workspace…",
    words: "remove workspace, erase, trash, throw away, destroy project",
  },
  licences: { title: "Show licences", words: "license, licenses, notices, copyright, open source, about" },
};

export const doorStrings = { entries } as const;
