import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { domainToASCII } from "node:url";

/** Whether a body has the members that a copy needs. */
export const isAddressState = (body) =>
  typeof body?.recipientKey === "string" &&
  Number.isInteger(body.version) &&
  !Number.isNaN(Date.parse(body.updatedAt)) &&
  typeof body.state === "string" &&
  (body.until === undefined || !Number.isNaN(Date.parse(body.until)));

/** A copy of the suppression list in a file: each line is a state that was applied, the newest of an address holds. */
export class SuppressedAddresses {
  #states = new Map();
  #file;

  constructor(path) {
    this.#file = openSync(path, "a+");
    for (const line of readFileSync(path, "utf8").split("\n")) {
      const state = tryParse(line);
      // A line that cannot be read was cut off by a crash: its message was not completed and is delivered again.
      if (isAddressState(state) && this.#isNewer(state)) this.#states.set(state.recipientKey, state);
    }
  }

  /** Stores a state on disk; false if what is known is as new or newer, so that repeats and late events change nothing. */
  apply({ recipientKey, version, updatedAt, state, until }) {
    const next = { recipientKey, version, updatedAt, state, until };
    if (!this.#isNewer(next)) return false;
    // The line break comes first: it also ends a line that a crash cut off.
    writeSync(this.#file, `\n${JSON.stringify(next)}`);
    fsyncSync(this.#file);
    this.#states.set(recipientKey, next);
    return true;
  }

  isSuppressed(address, now) {
    const known = this.#states.get(keyOf(address));
    return known?.state === "suppressed" && !(known.until && new Date(known.until) <= now);
  }

  close() {
    closeSync(this.#file);
  }

  // By time first: after an erasure the versions of an address begin with 1 again.
  #isNewer(state) {
    const known = this.#states.get(state.recipientKey);
    if (!known) return true;
    const later = Date.parse(state.updatedAt) - Date.parse(known.updatedAt);
    return later > 0 || (later === 0 && state.version > known.version);
  }
}

function tryParse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

// As recipientKey: lower case, NFC, domain in A-labels, nothing after it.
function keyOf(address) {
  const text = address.replace(/[\s.,;]+$/, "").trim().normalize().toLowerCase().normalize();
  const domain = text.lastIndexOf("@") + 1;
  return domain === 0 || /^\p{ASCII}*$/u.test(text.slice(domain)) ? text : text.slice(0, domain) + domainToASCII(text.slice(domain));
}
