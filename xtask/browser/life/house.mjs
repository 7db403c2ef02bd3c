// The demo as a process: started on a day of its own, and started again on a later one over the same folder.

import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import { createServer } from "node:net";

// The demo builds its district before it answers, in a debug build slowly.
const START_LIMIT = 300_000;

/// A port that nobody listens on.
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export class House {
  constructor(binary, folder, log) {
    Object.assign(this, { binary, folder, log, day: "", child: null });
  }

  /// Lets the house wake up on a day: what it held the evening before must still be there.
  async wakeOn(day) {
    await this.sleep();
    this.port ??= await freePort();
    this.origin = `http://127.0.0.1:${this.port}`;
    this.day = day;
    const output = openSync(this.log, "a");
    const listen = `127.0.0.1:${this.port}`;
    const began = Date.now();
    this.child = spawn(this.binary, ["demo", "--dir", this.folder, "--listen", listen], {
      stdio: ["ignore", output, output],
      env: { ...process.env, KESHU_SAMPLE_DAY: day },
    });
    let ended = false;
    this.child.on("exit", () => { ended = true; });
    while (Date.now() - began < START_LIMIT) {
      const answer = await fetch(`${this.origin}/static/keshu.css`).catch(() => null);
      if (answer?.status === 200) return (Date.now() - began) / 1000;
      if (ended) throw new Error(`the demo ended before it answered on ${day}; see ${this.log}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the demo did not answer within ${START_LIMIT / 1000} s on ${day}; see ${this.log}`);
  }

  async sleep() {
    if (!this.child || this.child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGTERM");
    const forced = setTimeout(() => this.child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(forced);
  }
}
