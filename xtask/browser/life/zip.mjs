// Reads a zip: what it lists, and what an entry says.

import { inflateRawSync } from "node:zlib";

/// The entries of a zip, by its central directory.
export function entries(zip) {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0) throw new Error("this is no zip");
  const found = [];
  for (let at = zip.readUInt32LE(end + 16), count = zip.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [name, extra, remark] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place));
    found.push({
      name: zip.toString("utf8", at + 46, at + 46 + name),
      method: zip.readUInt16LE(at + 10),
      size: zip.readUInt32LE(at + 20),
      place: zip.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + remark;
  }
  return found;
}

/// What an entry of a zip says.
export function text(zip, name) {
  const entry = entries(zip).find((one) => one.name === name);
  if (!entry) throw new Error(`the zip has no ${name}`);
  const start = entry.place + 30 + zip.readUInt16LE(entry.place + 26) + zip.readUInt16LE(entry.place + 28);
  const bytes = zip.subarray(start, start + entry.size);
  return (entry.method === 8 ? inflateRawSync(bytes) : bytes).toString("utf8");
}
