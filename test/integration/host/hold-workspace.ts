import { connect } from "#core/host/connection/connect.ts";

/** Opens the workspace as a host, says so, and keeps it until it is killed. */
await connect(process.argv[2] ?? "", (error) => {
  console.error(error);
});
console.log("held");
setInterval(() => undefined, 1000);
