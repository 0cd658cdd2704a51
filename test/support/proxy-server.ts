import { createServer, request as ask } from "node:http";
import { connect, type AddressInfo } from "node:net";

/** What a proxy does for its callers: leads their bytes through, asks in their place, or both. */
export type ProxySort = "tunnels" | "forwards" | "both";

export type ProxyServer = {
  readonly url: string;
  /** `CONNECT host:port` and `POST http://host/path`, in the order in which it was asked. */
  readonly asked: string[];
  readonly close: () => void;
};

/** A proxy that leads every name to one server of this machine. */
export async function startProxy(sort: ProxySort, targetPort: () => number): Promise<ProxyServer> {
  const asked: string[] = [];
  const server = createServer((incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    if (sort === "tunnels") return void response.writeHead(502).end();
    const { pathname, search } = new URL(incoming.url ?? "", "http://nobody.test");
    const { method, headers } = incoming;
    const onward = ask({ port: targetPort(), host: "127.0.0.1", path: pathname + search, method, headers });
    onward.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    return void incoming.pipe(onward);
  });
  server.on("connect", (request, client, head) => {
    asked.push(`CONNECT ${request.url}`);
    if (sort === "forwards") return void client.end("HTTP/1.1 405 Method Not Allowed\r\n\r\n");
    const target = connect(targetPort(), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      target.write(head);
      target.pipe(client).pipe(target);
    });
    for (const stream of [client, target]) stream.on("error", () => stream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
