import { useRoute } from "#renderer/navigation/route.ts";
import { TraceList } from "./trace-list.tsx";
import { TraceView } from "./trace-view.tsx";

/** All traces, or the one that the address names. */
export function TracesView() {
  const [trace] = useRoute().parts;
  return trace === undefined ? <TraceList /> : <TraceView key={trace} trace={trace} />;
}
