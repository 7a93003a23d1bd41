// Works out, in the reader's own browser, whether an entry stands in the ledger. It asks nobody anything.
"use strict";
const bytes = (text) => new TextEncoder().encode(text);
const fromHex = (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
const fromBase64 = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const toHex = (found) => Array.from(found, (one) => one.toString(16).padStart(2, "0")).join("");
const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => Array.from(part)));
const sha256 = async (content) => new Uint8Array(await crypto.subtle.digest("SHA-256", content));
const pair = (left, right) => sha256(joined([1], left, right));

// RFC 9162, 2.1.3.2. Numbers stay below 2^53, so plain arithmetic is exact.
async function rootFrom(entry, index, size, hashes) {
  let place = index, last = size - 1, found = await sha256(joined([0], bytes(entry)));
  for (const neighbour of hashes) {
    if (last === 0) return null;
    if (place % 2 === 1 || place === last) {
      found = await pair(neighbour, found);
      while (place !== 0 && place % 2 === 0) { place = Math.floor(place / 2); last = Math.floor(last / 2); }
    } else {
      found = await pair(found, neighbour);
    }
    place = Math.floor(place / 2); last = Math.floor(last / 2);
  }
  return last === 0 ? toHex(found) : null;
}

// The text is bound to its entry by an HMAC under the salt.
async function isBound(entry, body, salt) {
  const key = await crypto.subtle.importKey("raw", fromHex(salt), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return toHex(new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes(body)))) === JSON.parse(entry).c;
}

// c2sp.org/signed-note: name, four bytes that point at the key, the signature.
async function isSigned(note, key, size, root) {
  const end = note.indexOf("\n\n") + 1, text = note.slice(0, end), lines = text.split("\n");
  const first = key.indexOf("+"), name = key.slice(0, first), raw = fromBase64(key.slice(first + 10));
  const line = note.slice(end + 1).split("\n").find((one) => one.startsWith(`— ${name} `));
  if (!line || lines[0] !== name || lines[1] !== String(size) || toHex(fromBase64(lines[2])) !== root) return false;
  const signature = fromBase64(line.slice(name.length + 3)).slice(4);
  const held = await crypto.subtle.importKey("raw", raw.slice(1), { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify("Ed25519", held, signature, bytes(text));
}

const shown = document.getElementById("proof");
if (shown && window.crypto && crypto.subtle) {
  shown.hidden = false;
  const given = shown.dataset, answers = shown.querySelector("[role=status]");
  const read = (name) => { const at = document.getElementById(name); return at ? at.textContent : ""; };
  const say = (words) => { const line = document.createElement("li"); line.textContent = words; answers.append(line); };
  shown.querySelector("button").addEventListener("click", async () => {
    answers.replaceChildren();
    const entry = read("envelope"), hashes = given.hashes ? given.hashes.split(" ").map(fromHex) : [];
    const root = await rootFrom(entry, Number(given.index), Number(given.size), hashes);
    say(root === given.root ? given.holds : given.fails);
    if (given.salt) say(await isBound(entry, read("body"), given.salt) ? given.textHolds : given.textFails);
    try {
      say(await isSigned(read("note"), given.key, given.size, given.root) ? given.signed : given.unsigned);
    } catch (fault) {
      say(given.unknown);
    }
  });
}
