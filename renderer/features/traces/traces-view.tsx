import { useRoute } from "#renderer/navigation/route.ts";
import { ComparisonView } from "./comparison-view.tsx";
import { TraceList } from "./trace-list.tsx";
import { TraceView } from "./trace-view.tsx";

/** All traces, or the one that the address names, or that beside another. */
export function TracesView() {
  const { parts, query } = useRoute();
  const [trace] = parts;
  const other = query["with"];
  if (trace === undefined) return <TraceList />;
  if (other === undefined) return <TraceView key={trace} trace={trace} />;
  return <ComparisonView key={`${trace} ${other}`} left={trace} right={other} />;
}
