import "@fontsource-variable/inter/index.css";
import "@fontsource-variable/jetbrains-mono/index.css";
import { createRoot } from "react-dom/client";
import { assertDefined } from "#core/base/assert.ts";
import { App } from "./app/app.tsx";
import { createAppStore } from "./store/app-store.ts";
import { followEvents } from "./store/follow-events.ts";
import { createQueries } from "./store/queries.ts";
import { cookiePreferences } from "./transport/cookie-preferences.ts";
import { enterWebHost, isAdmitted, socketUrl } from "./transport/web-session.ts";
import { createWebSocketTransport } from "./transport/web-socket.ts";

// A fresh address opened in the same window changes only the fragment, which by itself loads nothing.
window.addEventListener("hashchange", () => {
  if (location.hash.startsWith("#t=")) location.reload();
});

const admission = await enterWebHost();
const store = createAppStore(cookiePreferences);
const transport = createWebSocketTransport({
  url: socketUrl(),
  isAdmitted,
  isRefused: admission === "refused",
});
const queries = createQueries(store, transport.client);
followEvents(store, transport, queries);
createRoot(assertDefined(document.querySelector("#root"), "the page's root")).render(
  <App parts={{ store, client: transport.client, queries }} />,
);
