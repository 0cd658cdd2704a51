import "@fontsource-variable/inter/index.css";
import "@fontsource-variable/jetbrains-mono/index.css";
import { createRoot } from "react-dom/client";
import { assertDefined } from "#core/base/assert.ts";
import { App } from "./shell/app.tsx";
import { createAppStore } from "./store/app-store.ts";
import { followEvents } from "./store/follow-events.ts";
import { createCommitReader } from "./store/commit-reader.ts";
import { createQueries } from "./store/queries.ts";
import { openHost } from "./transport/open-host.ts";

const { transport, preferences, isBrowser } = await openHost();
const store = createAppStore(preferences);
const queries = createQueries(store, transport.client);
const commits = createCommitReader(store, transport.client);
followEvents({ store, transport, queries, commits });
createRoot(assertDefined(document.querySelector("#root"), "the page's root")).render(
  <App parts={{ store, client: transport.client, queries, commits, isBrowser }} />,
);
