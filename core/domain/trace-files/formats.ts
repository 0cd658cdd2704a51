/** How a trace leaves the program: for other programs, and for people without this one. */
export const TRACE_FORMATS = ["otlp", "html"] as const;
export type TraceFormat = (typeof TRACE_FORMATS)[number];

export const TRACE_FILES: Readonly<Record<TraceFormat, { readonly ending: string; readonly type: string }>> =
  {
    otlp: { ending: "otlp.json", type: "application/json" },
    html: { ending: "html", type: "text/html" },
  };
