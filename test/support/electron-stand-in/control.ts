/** What the test may ask of the program it runs, over Node's channel between processes. */
export type Request =
  | { readonly type: "calls" | "quit" | "close-windows" | "boxes" }
  | ({ readonly type: "reload" | "unresponsive" | "responsive" } & OfWindow)
  | { readonly type: "second-instance"; readonly data: unknown }
  | { readonly type: "open-file"; readonly path: string }
  | { readonly type: "throw"; readonly message: string; readonly how: "exception" | "rejection" }
  | { readonly type: "child-gone"; readonly name: string; readonly reason: string }
  | ({ readonly type: "move-window" } & Bounds & OfWindow)
  | { readonly type: "press"; readonly button: number }
  | { readonly type: "name-path"; readonly path: string | null }
  | { readonly type: "click-menu"; readonly label: string }
  | {
      readonly type: "permission";
      readonly permission: string;
      readonly url: string;
      readonly isMainFrame: boolean;
    }
  | ({ readonly type: "crash"; readonly reason: string } & OfWindow)
  | { readonly type: "ipc"; readonly channel: string; readonly from: ForeignSender };

/** Which window, in the order they were made; the first that is there where nothing is said. */
export type OfWindow = { readonly window?: number };

export type Bounds = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type ForeignSender = {
  readonly origin: string;
  readonly url: string;
  readonly isTopFrame: boolean;
  readonly isOtherWindow: boolean;
  readonly ports: number;
};

export type Ask = Request & { readonly id: number };

/** Id 0 is the program's own: it has been evaluated, and its pages are to be seen at the address that is the value. */
export type Answer = { readonly id: number; readonly value?: unknown; readonly error?: string };
