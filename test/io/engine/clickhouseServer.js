/**
 * ClickHouse as its HTTP interface answers, by the npm package chdb: `node clickhouseServer.js FOLDER`,
 * where FOLDER is the one with `node_modules/chdb`. Prints the port that it listens to.
 */
import { Buffer } from "node:buffer";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";

const { Session } = createRequire(join(process.argv[2], "anything.js"))("chdb");
const session = new Session();

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  try {
    response.end(session.query(Buffer.concat(parts).toString("utf8"), "CSVWithNames"));
  } catch (error) {
    response.writeHead(400);
    response.end(String(error.message));
  }
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
process.once("SIGTERM", () => {
  session.close();
  process.exit(0);
});
