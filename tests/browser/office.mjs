// SPDX-License-Identifier: AGPL-3.0-or-later
// A practice election by the real programs, as its officer runs it: keys, definition,
// daemon, members' list, signatures, tally. The clock is a file, mail goes to a folder.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { waitFor } from "./browser.mjs";

const exec = promisify(execFile);
const { ELECTIOND, TALLY } = process.env;

export const TIMES = {
  notice: "2026-05-01T08:00:00Z",
  nominations_close: "2026-05-20T16:00:00Z",
  statement: "2026-05-21T16:00:00Z",
  withdrawal: "2026-05-26T16:00:00Z",
  notice_of_poll: "2026-06-08T16:00:00Z",
  open: "2026-06-09T08:00:00Z",
  close: "2026-06-30T16:00:00Z",
};

async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// A mail's text: its body is quoted-printable, base64 or plain.
function mailText(file) {
  const raw = readFileSync(file, "latin1").replaceAll("\r\n", "\n");
  const end = raw.indexOf("\n\n");
  const [head, body] = [raw.slice(0, end), raw.slice(end + 2)];
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(head)?.[1].toLowerCase();
  const to = /^to:\s*(.*)$/im.exec(head)?.[1] ?? "";
  if (encoding === "quoted-printable") {
    const joined = body.replace(/=\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
    return { to, text: Buffer.from(joined, "latin1").toString("utf8") };
  }
  return { to, text: Buffer.from(body, encoding === "base64" ? "base64" : "latin1").toString("utf8") };
}

export class Office {
  constructor() {
    this.folder = mkdtempSync(path.join(tmpdir(), "governor-ballot-office."));
    this.mails = this.at("mails");
    mkdirSync(this.mails);
    writeFileSync(this.at("pass"), "a practice passphrase\n");
    this.pass = ["--passphrase-file", this.at("pass")];
  }

  at(name) {
    return path.join(this.folder, name);
  }

  clock(time) {
    writeFileSync(this.at("clock"), `${time}\n`);
  }

  async tally(...args) {
    const { stdout } = await exec(TALLY, args, { cwd: this.folder });
    return stdout;
  }

  // The same into which the officer types lines, and all it says.
  async typed(lines, ...args) {
    const running = exec(TALLY, [...args, ...this.key("officer")], { cwd: this.folder });
    running.child.stdin.end(lines.map((line) => `${line}\n`).join(""));
    const { stdout, stderr } = await running;
    return stdout + stderr;
  }

  async electiond(...args) {
    const { stdout } = await exec(ELECTIOND, args, { cwd: this.folder });
    return stdout;
  }

  key(name) {
    return ["--key", this.at(`${name}.key`), ...this.pass];
  }

  // Keys, folder, definition: signed and in the record; the members on the roll.
  async found(constituencies, members) {
    await this.tally("officer", "new", "--name", "Rosalind Quill", ...this.key("officer"));
    await this.tally("trustee", "new", "--name", "Tom Trustee", ...this.key("trustee"));
    await this.tally("mixer", "new", "--name", "Mia Mixer", "--organisation", "Quill Elections", ...this.key("mixer"));
    const made = await this.electiond("init", this.at("dir"), "--officer", this.at("officer.key.pub"));
    const [, log] = /^log ([0-9a-f]{64})$/m.exec(made);
    const [, page] = /^page ([0-9a-f]{64})$/m.exec(made);
    this.port = await freePort();
    this.address = `http://127.0.0.1:${this.port}`;
    const conf = readFileSync(this.at("dir/electiond.conf"), "utf8");
    const own = { port: this.port, mail_folder: this.mails, mail_from: "elections@quill.example" };
    const lines = conf.split("\n").filter((line) => !Object.keys(own).some((name) => line.startsWith(`${name} `)));
    writeFileSync(this.at("dir/electiond.conf"), [...lines, ...Object.entries(own).map(([name, value]) => `${name} = ${value}`), ""].join("\n"));
    await this.define(constituencies, { log, page });
    this.clock("2026-04-20T08:00:00Z");
    await this.serve();
    await this.tally("submit", this.address, this.at("definition.json"), "--object", this.at("ceremony"));
    await this.stop();
    writeFileSync(this.at("members.csv"), this.list(members));
    await this.electiond("roll", "import", this.at("dir"), this.at("members.csv"));
    await this.serve();
  }

  async define(constituencies, { log, page }) {
    const people = ["officer", "trustee", "mixer"].flatMap((who) => [`--${who}`, this.at(`${who}.key.pub`)]);
    const origin = `127.0.0.1:${this.port}/record`;
    await this.tally("definition", "new", this.at("definition.json"), ...people, "--log", log, "--page", page, "--origin", origin, "--practice");
    const document = JSON.parse(readFileSync(this.at("definition.json"), "utf8"));
    const full = { ...document, timetable: TIMES, constituencies: constituencies.map((one) => ({ channels: ["online"], floor: 0, ...one })) };
    writeFileSync(this.at("definition.json"), `${JSON.stringify(full, null, 2)}\n`);
    const ceremony = ["--ceremony", this.at("ceremony")];
    await this.tally("trustee", "ceremony", this.at("definition.json"), ...this.key("trustee"), ...ceremony);
    await this.tally("definition", "sign", this.at("definition.json"), ...this.key("officer"), ...ceremony, "--yes");
    await this.tally("definition", "sign", this.at("definition.json"), ...this.key("trustee"), ...ceremony, "--yes");
  }

  list(members) {
    const rows = members.map(({ number, forenames, surname, email, constituency }) =>
      [number, forenames, surname, email, "1 Mill Lane", "", "", "Oxford", "OX1 1AA", constituency, "2019-04-01"].map((cell) => `"${cell}"`).join(","),
    );
    return `number,forenames,surname,email,address_1,address_2,address_3,town,postcode,constituency,joined\n${rows.join("\n")}\n`;
  }

  async serve() {
    this.daemon = spawn(ELECTIOND, ["serve", this.at("dir"), "--clock", this.at("clock")], { stdio: ["ignore", "ignore", "pipe"] });
    this.said = "";
    this.daemon.stderr.on("data", (part) => {
      this.said += part;
    });
    this.ended = new Promise((resolve) => this.daemon.on("exit", resolve));
    await waitFor("electiond", async () => {
      assert.equal(this.daemon.exitCode, null, `electiond does not serve: ${this.said}`);
      return fetch(`${this.address}/health`).then(({ ok }) => ok, () => false);
    });
  }

  async stop() {
    if (this.daemon) {
      this.daemon.kill("SIGTERM");
      await this.ended;
      this.daemon = null;
    }
  }

  // The newest mail to somebody that matches, waited for: its match, in which nothing is
  // what it was before.
  async mail(to, pattern, before) {
    return waitFor(`a mail to ${to} that matches ${pattern}`, () => {
      for (const name of readdirSync(this.mails).sort().reverse()) {
        const mail = name.endsWith(".eml") ? mailText(path.join(this.mails, name)) : { to: "" };
        const found = mail.to.includes(to) ? pattern.exec(mail.text) : null;
        if (found && !found.includes(before)) {
          return found;
        }
      }
      return null;
    });
  }

  // Moves the clock to when the log makes an entry, and waits for it.
  async passTime(time, entry) {
    this.clock(time);
    await waitFor(entry, () => this.said.includes(`phase entry=${entry}`));
  }

  // Signs all that waits; what the clock has made due is there within a second or two,
  // and one document may have to wait for another.
  async sign() {
    let signed = 0;
    await waitFor("documents to sign", async () => {
      const { stderr } = await exec(TALLY, ["sign", this.address, ...this.key("officer"), "--yes"], { cwd: this.folder });
      const isIdle = stderr.includes("nothing waits");
      signed += isIdle ? 0 : 1;
      return isIdle && signed > 0;
    });
  }

  // Mixes, decrypts, counts and declares with every key at hand; each step is submitted.
  async count() {
    const keys = ["mixer", "trustee", "officer"].flatMap((who) => ["--key", this.at(`${who}.key`)]);
    return this.tally("run", this.address, ...keys, ...this.pass, "--out", this.at("out"), "--yes");
  }

  // What tally makes of a vote that was opened as a test.
  async auditBallot(trial) {
    writeFileSync(this.at("trial.json"), trial);
    return this.tally("audit-ballot", this.at("trial.json"), "--record", this.address);
  }

  async done() {
    await this.stop();
    rmSync(this.folder, { recursive: true });
  }
}
