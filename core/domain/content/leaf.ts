/** A place of a content that may be evolvable: an RFC 6901 pointer, and what stands there. */
export type Leaf = {
  readonly pointer: string;
  readonly type: "text" | "code" | "number" | "enum" | "json";
};
