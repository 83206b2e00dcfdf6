// Reads calendar files with ical.js, strictly, and prints what they say: node ical.mjs LIBRARY FILE…
import { readFileSync } from "node:fs";
const [, , library, ...files] = process.argv;
const { default: ICAL } = await import(library);

for (const file of files) {
  const whole = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
  const said = [];
  for (const one of whole.getAllSubcomponents().filter((one) => one.name === "vevent" || one.name === "vtodo")) {
    const at = one.getFirstPropertyValue(one.name === "vtodo" ? "due" : "dtstart");
    const alarms = one.getAllSubcomponents("valarm").map((bell) => bell.getFirstPropertyValue("trigger").toSeconds());
    said.push({
      uid: one.getFirstPropertyValue("uid"),
      summary: one.getFirstPropertyValue("summary"),
      description: one.getFirstPropertyValue("description"),
      status: one.getFirstPropertyValue("status"),
      start: at.isDate ? at.toString() : at.toJSDate().toISOString(),
      alarms,
    });
  }
  console.log(JSON.stringify(said));
}
